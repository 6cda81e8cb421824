from rez_next.objects.binding.python_module import bind, copy_module

__all__ = ["bind", "copy_module"]
