"""rezplugins.release_hook: the plugins of this type that come with rez."""
