"""What notices do when others announce something."""

from jiaxin.flows.queries.events import QueryAsked
from jiaxin.gateways.notices import errands
from jiaxin.ground.events import on
from jiaxin.trust.identity.events import CodeIssued


@on(CodeIssued, queue="notices", attempts=5)
def send_the_code(event: CodeIssued) -> None:
    """A code is of use for five minutes only, so few tries."""
    errands.send_code(event.code_id)


@on(QueryAsked, queue="notices", attempts=3)
def remind_of_the_request(event: QueryAsked) -> None:
    """Three seconds after the request, unless her page has it."""
    errands.remind_of_request(event.worker_id, event.query_id)
