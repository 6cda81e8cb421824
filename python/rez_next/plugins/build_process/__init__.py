"""rezplugins.build_process: the plugins of this type that come with rez."""
