"""rezplugins.command: the plugins of this type that come with rez."""
