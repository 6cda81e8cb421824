"""rez.vendor.schema: the library that schemas are written with; its module is `schema` below."""
