"""Units of every measure that viewers and catalogs name, and what they are in one unit of each kind."""

INCH = 2.54
"""In centimetres."""
FOOT = 12 * INCH
CHI = 100 / 3
"""A chi (尺), in which waists are told, in centimetres."""
JIN = 0.5
"""A jin (斤), in kilograms."""
POUND = 0.45359237
OUNCE = POUND / 16
STONE = 14 * POUND

_CM: dict[str, float] = {
    "厘米": 1, "公分": 1, "cm": 1, "毫米": 0.1, "mm": 0.1, "米": 100, "英寸": INCH, "寸": INCH,
    "inches": INCH, "inch": INCH, "feet": FOOT, "foot": FOOT, "ft": FOOT,
}  # fmt: skip
_KG: dict[str, float] = {
    "公斤": 1, "千克": 1, "kilos": 1, "kg": 1, "市斤": JIN, "斤": JIN, "jin": JIN, "克": 0.001, "g": 0.001, "吨": 1000,
    "磅": POUND, "pounds": POUND, "pound": POUND, "lbs": POUND, "lb": POUND, "ounces": OUNCE, "oz": OUNCE,
}  # fmt: skip
_ML: dict[str, float] = {"毫升": 1, "ml": 1, "升": 1000, "l": 1000, "liters": 1000, "litres": 1000}
_MONTHS: dict[str, float] = {"个月": 1, "months": 1, "month": 1, "周岁": 12, "岁": 12, "years": 12, "year": 12}

UNITS: dict[str, tuple[str, float]] = {
    **{u: ("length", v) for u, v in _CM.items()},
    **{u: ("weight", v) for u, v in _KG.items()},
    **{u: ("volume", v) for u, v in _ML.items()},
    **{u: ("age", v) for u, v in _MONTHS.items()},
    "度": ("heat", 1), "℃": ("heat", 1), "degrees": ("heat", 1), "w": ("power", 1), "瓦": ("power", 1),
    "watts": ("power", 1), "v": ("voltage", 1), "伏": ("voltage", 1), "mah": ("charge", 1), "毫安": ("charge", 1),
}  # fmt: skip
"""By unit: its kind of measure, and how many centimetres, kilograms, millilitres or months it is."""
