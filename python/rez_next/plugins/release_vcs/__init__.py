"""rezplugins.release_vcs: the plugins of this type that come with rez."""
