"""What units of other countries are in centimetres and kilograms."""

INCH = 2.54
JIN = 0.5
"""A jin (斤)."""
POUND = 0.45359237
STONE = 14 * POUND
