"""Numbers and names as they are printed."""

from __future__ import annotations

import math


def number(text: object) -> float:
    """The value of a cell of a table; NaN for an empty or unreadable one."""
    try:
        return float(text)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return math.nan


def count(value: object) -> str:
    """A whole number with thin spaces between the thousands, or a dash."""
    number_value = number(value)
    return "–" if not math.isfinite(number_value) else f"{int(number_value):,}".replace(",", "\u2009")


def significant(value: object, digits: int = 3) -> str:
    """A number to so many significant digits, without exponent where that reads well; text stays as it is."""
    number_value = number(value)
    if math.isnan(number_value):
        return str(value) if value not in (None, "") and str(value).lower() != "nan" else "–"
    if math.isinf(number_value):
        return "∞" if number_value > 0 else "−∞"
    if number_value != 0 and not 1e-4 <= abs(number_value) < 1e6:
        mantissa, exponent = f"{number_value:.{digits - 1}e}".split("e")
        mantissa = mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa
        return f"{mantissa}e{int(exponent)}".replace("-", "−")
    return (
        f"{number_value:.{digits}g}".replace("-", "−")
        if abs(number_value) < 10**digits
        else (f"{number_value:.0f}".replace("-", "−"))
    )


def decimals(value: object, places: int) -> str:
    """A number with so many decimals, or a dash."""
    number_value = number(value)
    return f"{number_value:.{places}f}".replace("-", "−") if math.isfinite(number_value) else "–"


def percent(share: object) -> str:
    """A share between 0 and 1 as a percentage."""
    value = number(share)
    return "–" if not math.isfinite(value) else f"{100 * value:.3g} %"


def column_label(column: str) -> str:
    """`delay_ms` becomes `delay (ms)`; `learning_rate` becomes `learning rate`."""
    for suffix, unit in (("_ms", " (ms)"), ("_s", " (s)"), ("_hz", " (Hz)")):
        if column.endswith(suffix):
            return column[: -len(suffix)].replace("_", " ") + unit
    return column.replace("_", " ")


def with_value(column: str, value: object) -> str:
    """`delay_ms`, 100 becomes `delay 100 ms`."""
    label = column_label(column)
    if label.endswith(")"):
        name, unit = label[:-1].rsplit(" (", 1)
        return f"{name} {significant(value)} {unit}"
    return f"{label} {significant(value)}"


def plural(amount: int, noun: str) -> str:
    return f"{count(amount)} {noun}" if amount == 1 else f"{count(amount)} {noun}s"
