"""What reading one file gives, and the rules by which files are let in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class DecodedImage:
    """One image, normalised for display, and what its header says about where it belongs.

    pixels: uint8, 0 black, 255 white; (rows, columns), or fewer where the image was read at a fraction of its size.
    rows, columns: of the source image.
    pixel_hash: of the decoded array (see `pixel_hash`), or of its code (see `code_hash`).
    patient_id, issuer, study_uid, sop_instance_uid: as in the header, None where absent; patient data, never stored.
    modality, manufacturer, body_part: None where absent and for formats other than DICOM.
    notes: stable codes of what was done, in the order of the steps.
    pixel_aspect: height of a pixel divided by its width (PS3.3 C.7.6.3.1.7, 10.7.1); 1 for square pixels.
    region: left, upper, right and lower edge of the image in `pixels`, in their units, where it was read at a fraction
        of its size and they reach beyond it; None for all of them.
    """

    pixels: NDArray[np.uint8]
    rows: int
    columns: int
    pixel_hash: str
    patient_id: str | None = None
    issuer: str | None = None
    study_uid: str | None = None
    sop_instance_uid: str | None = None
    modality: str | None = None
    manufacturer: str | None = None
    body_part: str | None = None
    notes: tuple[str, ...] = ()
    pixel_aspect: float = 1.0
    region: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class IntakeRules:
    """Which DICOM images are let in beside projection X-rays of the chest.

    include_modalities, include_body_parts: values of (0008,0060) and (0018,0015) that are let in as well, in any case.
    """

    include_modalities: tuple[str, ...] = ()
    include_body_parts: tuple[str, ...] = ()
