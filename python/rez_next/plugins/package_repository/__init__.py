"""rezplugins.package_repository: the plugins of this type that come with rez."""
