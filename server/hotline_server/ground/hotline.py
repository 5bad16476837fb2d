"""Hotline as documents, the website and the command line call it."""

HOTLINE = "12345政务服务便民热线"
