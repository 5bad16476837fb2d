"""Servicer of DeskService, its rpcs by what they are about."""
