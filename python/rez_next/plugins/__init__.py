"""rezplugins: the plugins that come with rez, a package for each type of them.

A module here names a class defined elsewhere and has the function `register_plugin`, as modules of
users' plugins do. Where the switch is on, this is `rezplugins`.

The folder has another name than rez's, since rez takes the folder `rezplugins` of any package that
can be imported for plugins of its own: an original rez beside us would run ours in their place.
"""
