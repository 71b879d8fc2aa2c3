"""``{% own_words "name" %}…{% endown_words %}``: a sentence that a service may say in its own words.

What stands between the two is said where it has none. In another language its own words stand in Dutch, marked so,
unless it kept a sentence that there is a translation of: the sentence of Visavis may say what is not true there.
"""

from django.template import Context, Library
from django.template.base import Node, NodeList, Parser, Token
from django.utils.html import conditional_escape

from visavis.doors.shared.languages import said
from visavis.service.current import current

register = Library()


class OwnWords(Node):
    def __init__(self, name: str, otherwise: NodeList) -> None:
        self.name, self.otherwise = name, otherwise

    def render(self, context: Context) -> str:
        own = current().words.get(self.name)
        if own is None:
            return self.otherwise.render(context)
        return conditional_escape(said(own))


@register.tag
def own_words(parser: Parser, token: Token) -> OwnWords:
    _tag, name = token.split_contents()
    inside = parser.parse(("endown_words",))
    parser.delete_first_token()
    return OwnWords(name.strip("\"'"), inside)
