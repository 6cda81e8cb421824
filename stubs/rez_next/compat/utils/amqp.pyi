from rez_next.objects.amqp import on_exit as on_exit
from rez_next.objects.amqp import parse_host_and_port as parse_host_and_port
from rez_next.objects.amqp import publish_message as publish_message
from rez_next.objects.amqp import set_pika_log_level as set_pika_log_level
