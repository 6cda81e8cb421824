from rez_next.compat import config as config
from rez_next.compat import developer_package as developer_package
from rez_next.compat import exceptions as exceptions
from rez_next.compat import package_filter as package_filter
from rez_next.compat import package_order as package_order
from rez_next.compat import packages as packages
from rez_next.compat import resolved_context as resolved_context
from rez_next.compat import resolver as resolver
from rez_next.compat import rex as rex
from rez_next.compat import rex_bindings as rex_bindings
from rez_next.compat import solver as solver
from rez_next.compat import system as system
from rez_next.compat import utils as utils
from rez_next.compat import version as version

__license__: str
__rez_next_version__: str
__version__: str
module_root_path: str

def __dir__() -> list[str]: ...

# The setting itself: what is put into the list counts from the next resolve on.
packages_path: list[str]
