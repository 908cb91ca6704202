"""What every part of a pack keeps to: names that fit in button data, texts that fit on a phone, no unknown keys."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,23}$")]
"""A name in code and exports: at most 24 characters, so that it fits in button data."""

Title = Annotated[str, StringConstraints(min_length=2, max_length=40, strip_whitespace=True)]
Line = Annotated[str, StringConstraints(min_length=2, max_length=90, strip_whitespace=True)]
Text = Annotated[str, StringConstraints(min_length=2, max_length=200, strip_whitespace=True)]
Paragraph = Annotated[str, StringConstraints(min_length=2, max_length=600, strip_whitespace=True)]
Place = Annotated[int, Field(ge=0, le=100)]
"""A place on the continuum: 0 zelfstandigheid, 100 wederzijdse afhankelijkheid."""


class Form(BaseModel):
    """A part of a pack: unknown keys are faults, and nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)
