"""rezplugins.shell: the plugins of this type that come with rez."""
