"use strict";
(function () {
  var STEP = 100;
  var table = document.getElementById("incidents");
  var form = document.getElementById("filters");
  if (table && form) rows(table, form);
  document.querySelectorAll("svg.map").forEach(zoomable);
  window.addEventListener("hashchange", follow);
  follow();

  function rows(table, form) {
    var body = table.tBodies[0];
    var all = Array.prototype.slice.call(body.rows);
    var words = new Map(all.map(function (row) { return [row, row.textContent.toLowerCase()]; }));
    var status = document.getElementById("shown");
    var more = document.getElementById("more");
    var limit = STEP;
    if (all.length > 3) form.hidden = false;
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("input", function () { limit = STEP; show(); });
    more.addEventListener("click", function () { limit += STEP * 5; show(); });
    table.querySelectorAll("th[data-sort]").forEach(function (head) {
      var button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.textContent = "";
      head.appendChild(button);
      button.addEventListener("click", function () { sort(head); });
    });
    window.addEventListener("beforeprint", function () { limit = all.length; show(); });
    show();

    function wanted(row) {
      var data = row.dataset;
      var query = form.q.value.trim().toLowerCase();
      return (!query || words.get(row).indexOf(query) >= 0) &&
        (!form.status.value || data.status === form.status.value) &&
        (!form.type.value || data.type === form.type.value) &&
        (!form.fields.value || data.fields.split(" ").indexOf(form.fields.value) >= 0) &&
        (!form.clash.checked || data.clash === "1");
    }

    function show() {
      var hits = 0, shown = 0;
      all.forEach(function (row) {
        var hit = wanted(row);
        if (hit) hits += 1;
        row.hidden = !hit || hits > limit;
        if (!row.hidden) shown += 1;
      });
      status.textContent = hits === all.length && shown === hits ? "" : shown + " of " + hits + " shown" + (hits < all.length ? ", " + all.length + " in all" : "");
      more.parentNode.hidden = shown === hits;
    }

    function sort(head) {
      var key = head.dataset.sort;
      var down = head.getAttribute("aria-sort") === "ascending" || (key === "killed" && !head.hasAttribute("aria-sort"));
      table.querySelectorAll("th[aria-sort]").forEach(function (other) { other.removeAttribute("aria-sort"); });
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      var order = new Map(all.map(function (row, at) { return [row, at]; }));
      all.sort(function (a, b) {
        var x = a.dataset[key], y = b.dataset[key];
        var by = key === "killed" ? x - y : x < y ? -1 : x > y ? 1 : 0;
        return (down ? -by : by) || order.get(a) - order.get(b);
      });
      all.forEach(function (row) { body.appendChild(row); });
      show();
    }
  }

  function follow() {
    document.querySelectorAll(".here").forEach(function (old) { old.classList.remove("here"); });
    var id = decodeURIComponent(location.hash.slice(1));
    var target = id && document.getElementById(id);
    if (!target) return;
    for (var up = target.parentElement; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
    document.querySelectorAll("[data-c]").forEach(function (piece) {
      if (piece.dataset.c.split(" ").indexOf(id) >= 0) piece.classList.add("here");
    });
    target.scrollIntoView({block: target.classList.contains("at") ? "center" : "start"});
  }

  function zoomable(svg) {
    var box = svg.viewBox.baseVal;
    var full = [box.x, box.y, box.width, box.height];
    var controls = svg.parentNode.querySelector(".zoom");
    var marks = Array.prototype.slice.call(svg.querySelectorAll(".marks a"));
    var still = Array.prototype.slice.call(svg.querySelectorAll(".names text,.countries text,.grid text"));
    var bar = svg.querySelector(".scalebar");
    var start = null, moved = false;
    marks.forEach(function (mark) { mark.setAttribute("data-at", mark.getAttribute("transform")); });
    controls.hidden = false;
    controls.addEventListener("click", function (event) {
      var way = event.target.dataset.zoom;
      if (way === "all") set(full);
      else if (way) scale(way === "in" ? 0.6 : 1 / 0.6);
    });
    svg.addEventListener("pointerdown", function (event) {
      if (event.button || event.pointerType === "touch") return;
      start = [event.clientX, event.clientY, box.x, box.y];
      moved = false;
    });
    svg.addEventListener("dragstart", function (event) { event.preventDefault(); });
    window.addEventListener("pointermove", function (event) {
      if (!start) return;
      var unit = box.width / svg.clientWidth;
      if (Math.abs(event.clientX - start[0]) + Math.abs(event.clientY - start[1]) > 4) moved = true;
      if (moved) set([start[2] - (event.clientX - start[0]) * unit, start[3] - (event.clientY - start[1]) * unit, box.width, box.height]);
    });
    window.addEventListener("pointerup", function () { start = null; });
    svg.addEventListener("click", function (event) {
      if (moved) event.preventDefault();
      moved = false;
    }, true);

    function scale(by) {
      var wide = Math.min(full[2] * 2, Math.max(full[2] / 16, box.width * by));
      var tall = wide * full[3] / full[2];
      set([box.x + (box.width - wide) / 2, box.y + (box.height - tall) / 2, wide, tall]);
    }

    function measure(k) {
      var per = Number(bar.dataset.km), most = full[2] * 0.22 * k * per;
      var power = Math.pow(10, Math.floor(Math.log10(most)));
      var km = [5, 2, 1].map(function (n) { return n * power; }).find(function (n) { return n <= most; });
      var wide = km / per / k, x = full[2] - 16 - wide, y = full[3] - 14;
      bar.querySelector("path").setAttribute("d", "M" + x + " " + (y - 5) + "v5h" + wide + "v-5");
      bar.querySelector("text").setAttribute("x", x + wide / 2);
      bar.querySelector("text").textContent = (km < 1 ? km.toPrecision(1) : Math.round(km).toLocaleString("en")) + " km";
      bar.setAttribute("transform", "translate(" + box.x + " " + box.y + ") scale(" + k + ")");
    }

    function set(to) {
      svg.setAttribute("viewBox", to.map(function (n) { return n.toFixed(2); }).join(" "));
      var k = box.width / full[2];
      var sea = svg.querySelector(".sea");
      ["x", "y", "width", "height"].forEach(function (name, at) { sea.setAttribute(name, to[at]); });
      marks.forEach(function (mark) { mark.setAttribute("transform", mark.getAttribute("data-at") + " scale(" + k + ")"); });
      still.forEach(function (text) {
        var x = text.getAttribute("x"), y = text.getAttribute("y");
        text.setAttribute("transform", "translate(" + x + " " + y + ") scale(" + k + ") translate(" + -x + " " + -y + ")");
      });
      measure(k);
    }
  }
})();
