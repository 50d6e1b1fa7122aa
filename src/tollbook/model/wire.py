"""Wire forms. `interface` gives the documented JSON object of one report (docs/interface.md); `dump`/`load` carry every field, losslessly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints

from tollbook.model.claim import Claim
from tollbook.model.date_codes import acled_time_precision, ucdp_date_prec
from tollbook.model.incident import Accusation, ActorValue, CodedReport, DateValue, Incident, PlaceValue
from tollbook.model.place_precision import geo_precision, where_prec
from tollbook.model.text import Report, Span

INTERFACE_VERSION = "1"


def interface(coded: CodedReport, codes: dict[str, dict[str, str]]) -> dict[str, Any]:
    """The public JSON object of one report; `codes` maps an incident type to its ACLED, PLOVER and UCDP codes."""
    return {
        "report": _report(coded.report),
        "incidents": [_incident(incident, codes) for incident in coded.incidents],
        "claims": [_claim(claim) for claim in coded.claims],
        "numbers": [
            {"start": n.span.start, "end": n.span.end, "quote": n.span.quote, "outcome": n.outcome, "reason": n.reason}
            for n in coded.numbers
        ],
    }


def _report(report: Report) -> dict[str, Any]:
    return {
        "id": report.id,
        "source": report.source,
        "outlet": report.outlet,
        "origin": report.origin,
        "title": report.title,
        "published": report.published.isoformat() if report.published else None,
        "published_basis": report.published_basis,
        "language": report.language,
        "text": report.text,
        "blocks": [{"start": b.start, "end": b.end, "kind": b.kind, "reason": b.reason} for b in report.blocks],
    }


def _incident(incident: Incident, codes: dict[str, dict[str, str]]) -> dict[str, Any]:
    return {
        "id": incident.id,
        "status": incident.status,
        "type": incident.type,
        "codes": codes[incident.type],
        "date": _date(incident.date),
        "place": _place(incident.place),
        "perpetrators": [_actor(a) for a in incident.perpetrators],
        "claimed_by": [_actor(a) for a in incident.claimed_by],
        "accused": [_accusation(a) for a in incident.accused],
        "totals_of": list(incident.totals_of),
    }


def _span(span: Span | None) -> dict[str, Any] | None:
    return None if span is None else {"quote": span.quote, "start": span.start, "end": span.end}


def _date(value: DateValue | None) -> dict[str, Any] | None:
    if value is None:
        return None
    return {
        "edtf": value.edtf,
        "start": value.start.isoformat() if value.start else None,
        "end": value.end.isoformat() if value.end else None,
        "precision": value.precision,
        "basis": value.basis,
        "quote": value.span.quote if value.span else None,
        "start_char": value.span.start if value.span else None,
        "end_char": value.span.end if value.span else None,
        "date_prec": ucdp_date_prec(value),
        "time_precision": acled_time_precision(value),
    }


def _place(value: PlaceValue | None) -> dict[str, Any] | None:
    if value is None:
        return None
    return {
        "quote": value.span.quote,
        "start_char": value.span.start,
        "end_char": value.span.end,
        "name": value.name,
        "geonameid": value.geonameid,
        "lat": value.lat,
        "lon": value.lon,
        "precision": value.precision,
        "admin1": value.admin1,
        "country": value.country,
        "reason": value.reason,
        "radius_km": value.radius_km,
        "wikidata": value.wikidata,
        "where_prec": where_prec(value),
        "geo_precision": geo_precision(value),
        "score": value.score,
        "sure": value.sure,
        "candidates": [dump(one) for one in value.candidates],
    }


def _actor(value: ActorValue) -> dict[str, Any]:
    return {
        "quote": value.span.quote,
        "start": value.span.start,
        "end": value.span.end,
        "name": value.name,
        "actor": value.actor,
        "kind": value.kind,
        "country": value.country,
    }


def _accusation(value: Accusation) -> dict[str, Any]:
    return {**_actor(value.actor), "by": _span(value.by)}


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.id,
        "incident": claim.incident,
        "field": claim.field,
        "min": claim.min,
        "max": claim.max,
        "qualifier": claim.qualifier,
        "group": claim.group,
        "group_kind": claim.group_kind,
        "quote": claim.span.quote,
        "start": claim.span.start,
        "end": claim.span.end,
        "said_by": _span(claim.said_by),
        "via": [_span(v) for v in claim.via],
        "stance": claim.stance,
        "subset_of": claim.subset_of,
        "rule": claim.rule,
        "confidence": None if claim.confidence is None else dump(claim.confidence),
    }


def dump(value: object) -> Any:
    """Any model object as JSON-ready data, field by field, losslessly."""
    kind = cast(type, type(value))
    if kind in _PLAIN:
        return value
    if isinstance(value, tuple):
        return [dump(item) for item in value]
    names = _names(kind)
    if names is not None:
        return {name: dump(getattr(value, name)) for name in names}
    if isinstance(value, date):
        return value.isoformat()
    return value


def load(kind: Any, data: Any) -> Any:
    """The inverse of `dump`: data read as the type `kind`. Raises TypeError or KeyError on data of another shape."""
    return _loader(kind)(data)


_PLAIN = frozenset((str, int, float, bool, NoneType))


@cache
def _names(kind: type) -> tuple[str, ...] | None:
    """The names of the fields of a model class, None of any other."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else None


@cache
def _loader(kind: Any) -> Callable[[Any], Any]:
    """What reads data as a type: worked out once, since reading a record asks for it at every value."""
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        one = _loader(next(arg for arg in get_args(kind) if arg is not NoneType))
        return lambda data: None if data is None else one(data)
    if origin is tuple:
        args = get_args(kind)
        if args[-1] is Ellipsis:
            each = _loader(args[0])
            return lambda data: tuple([each(item) for item in data])
        every = [_loader(arg) for arg in args]
        return lambda data: tuple([read(item) for read, item in zip(every, data, strict=True)])
    if origin is Literal:
        return _one_of(get_args(kind))
    if kind is datetime:
        return datetime.fromisoformat
    if kind is date:
        return date.fromisoformat
    if is_dataclass(kind):
        return _fields_of(cast(type, kind))
    if kind is float:
        return lambda data: float(data) if data is not None else data
    return lambda data: data


def _one_of(words: tuple[Any, ...]) -> Callable[[Any], Any]:
    def read(data: Any) -> Any:
        if data not in words:
            raise TypeError(f"{data!r} is none of {words}")
        return data

    return read


def _fields_of(kind: type) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    wanted = [(field.name, _loader(hints[field.name]), field.default is MISSING) for field in fields(kind)]

    def read(data: Any) -> Any:
        # older records lack newer fields that may be missing
        return kind(**{name: one(data[name]) for name, one, needed in wanted if needed or name in data})

    return read
