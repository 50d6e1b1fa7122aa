"""The learned part: one small encoder with several outputs, run on the CPU, its weights inside the package. Takes documents; gives scored readings."""
