"""rez.bind: the bind modules that come with rez. `rez_next.objects.binding.bind` runs them."""
