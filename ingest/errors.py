"""What can go wrong while articles are read.

IngestError                     place, cause and remedy
├── ArticleError                a file is no article that can be read
│   ├── EmptyArticleError       nothing to read in it
│   ├── BinaryArticleError      not text (and not a format that is read)
│   ├── EncodingError           not UTF-8; the place is a byte offset
│   ├── ForeignArticleError     in another language than English
│   ├── TooLargeError           more bytes, pages or characters than are read
│   └── UnknownFormatError      a suffix that is not read
├── NoArticlesError             a path or folder without articles
├── AnnotationError             a file is no annotation of an article
├── MetadataError               a side file or an option says something that is not its kind
├── ModelMissingError           the language model is not installed
└── EndpointError               the model that was to help does not answer, or not as it should
"""


class IngestError(Exception):
    """Anything that stops an input from being read; says where, why and what to do."""

    def __init__(self, place: str, cause: str, remedy: str) -> None:
        super().__init__(f"{place}: {cause}. {remedy}")
        self.place = place
        self.cause = cause
        self.remedy = remedy

    def __reduce__(self) -> tuple[type["IngestError"], tuple[str, str, str]]:
        """Made again by its parts in another process."""
        return type(self), (self.place, self.cause, self.remedy)


class ArticleError(IngestError):
    """A file is no article that can be read."""


class EmptyArticleError(ArticleError):
    """Nothing but white space."""


class BinaryArticleError(ArticleError):
    """Bytes that are no text."""


class EncodingError(ArticleError):
    """Text in another encoding than UTF-8."""


class ForeignArticleError(ArticleError):
    """Text in a language that the rules do not know."""


class TooLargeError(ArticleError):
    """More than is read of one input, or slower than is waited for."""


class UnknownFormatError(ArticleError):
    """A suffix that is not read."""


class NoArticlesError(IngestError):
    """A path that does not exist, or a folder without articles."""


class AnnotationError(IngestError):
    """A file that is no annotation in the scheme of the annotated articles."""


class MetadataError(IngestError):
    """A publication date, title, outlet or address of the wrong kind."""


class ModelMissingError(IngestError):
    """The language model is not installed."""


class EndpointError(IngestError):
    """The model at an OpenAI-compatible address does not answer, or not in time, size and form."""
