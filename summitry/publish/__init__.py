"""Publish: the read copy of the warehouse and the pages of `summitry docs`.

Here belongs what shows finished work to people. Nothing here changes a row.
"""

from summitry.publish.copy import publish_copy
from summitry.publish.server import serve_site, site_server
from summitry.publish.site import build_site

__all__ = ["build_site", "publish_copy", "serve_site", "site_server"]
