"""rezplugins.build_system: the plugins of this type that come with rez."""
