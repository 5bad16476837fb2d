"""``python -m hotline_department``."""

from hotline_department.main import main

main()
