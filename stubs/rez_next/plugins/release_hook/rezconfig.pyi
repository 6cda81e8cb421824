emailer: dict[str, object]
command: dict[str, object]
amqp: dict[str, object]
