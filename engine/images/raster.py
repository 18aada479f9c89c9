"""PNG, JPEG and TIFF to one display-normalised image: by Pillow, and where the same pixels come faster, another way."""

from __future__ import annotations

import io
import warnings
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from engine.images.decoded import DecodedImage
from engine.images.display import DisplayTags
from engine.images.greyscale import luma
from engine.images.pixel_hash import code_hash, pixel_hash
from engine.images.quick_png import lacks_rows, quick_png
from engine.images.shown import Shown, show, show_reduced
from engine.images.shrink import reduction
from engine.images.sniff import Kind
from engine.images.strips import StoredCells, strips_of
from engine.images.unreadable import UnreadableImage, check_pixel_count, unreadable
from engine.translation import tr

_FORMATS = {Kind.PNG: "PNG", Kind.JPEG: "JPEG", Kind.TIFF: "TIFF"}
_TIFF_PHOTOMETRIC, _WHITE_IS_ZERO = 262, 0


def read_raster(data: bytes, kind: Kind, side: int = 0) -> DecodedImage:
    """The image in a PNG, JPEG or TIFF file whose content is `data`. Raises UnreadableImage, or MemoryError.

    side: see `read_image`.
    """
    if kind is Kind.PNG:
        values = quick_png(data)
        if values is not None:
            rows, columns = values.shape[:2]
            return _image(_shown_values(values, reduction(rows, columns, side) if side else 1), rows, columns)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the bomb warning is replaced by our own check, before anything is decoded
        try:
            with Image.open(io.BytesIO(data), formats=[_FORMATS[kind]]) as image:
                rows, columns = image.height, image.width
                check_pixel_count(rows, columns)
                frames = getattr(image, "n_frames", 1) if image.format != "MPO" else 1
                if frames > 1:
                    raise UnreadableImage("multi_frame", tr("{n} frames: only single images are loaded.", n=frames))
                factor = reduction(rows, columns, side) if side else 1
                smaller = _draft(image, factor)
                image.load()
                if kind is Kind.PNG and lacks_rows(data):
                    raise unreadable("truncated")
                shown = _shown(image, factor)
        except (UnreadableImage, MemoryError):
            raise
        except Image.DecompressionBombError:
            raise unreadable("too_large") from None
        except UnidentifiedImageError:
            raise unreadable("corrupt") from None
        except Exception as error:  # Pillow raises OSError, SyntaxError, ValueError, struct.error, EOFError and others
            code = "truncated" if "truncated" in str(error).lower() or isinstance(error, EOFError) else "corrupt"
            raise unreadable(code) from None
    if smaller > 1:
        shown = replace(shown, pixel_hash=code_hash(data), region=(0.0, 0.0, columns / smaller, rows / smaller))
    return _image(shown, rows, columns)


def _image(shown: Shown, rows: int, columns: int) -> DecodedImage:
    return DecodedImage(shown.pixels, rows, columns, shown.pixel_hash, notes=shown.notes, region=shown.region)


def _draft(image: Image.Image, factor: int) -> int:
    """Have a JPEG image decoded at 1 / factor of its size, by fewer terms of its cosine transform; 1 where it will not
    be: other formats have no such way, and of CMYK the luma needs every pixel.
    """
    if factor == 1 or image.format != "JPEG" or image.mode not in ("L", "RGB"):
        return 1
    rows, columns = image.height, image.width
    image.draft(image.mode, (-(-columns // factor), -(-rows // factor)))
    for smaller in (2, 4, 8):
        if (image.width, image.height) == (-(-columns // smaller), -(-rows // smaller)):
            return smaller
    return 1


def _shown(image: Image.Image, factor: int) -> Shown:
    """What Pillow has decoded: transparency over black, everything else by its values."""
    if image.mode == "F":
        raise UnreadableImage("unsupported", tr("The pixels are floating-point numbers, which are not loaded."))
    if image.mode in ("LA", "La", "PA", "RGBA", "RGBa") or "transparency" in image.info:
        layers = image.convert("RGBA")
        alpha = np.asarray(layers.getchannel("A"), dtype=np.uint32)
        over_black = (np.asarray(layers.convert("RGB").convert("L"), dtype=np.uint32) * alpha + 127) // 255
        notes = ("transparency",) if image.mode in ("L", "LA", "La") else ("colour", "transparency")
        return Shown(over_black.astype(np.uint8), notes, pixel_hash(np.asarray(layers)))
    tags = getattr(image, "tag_v2", None)
    inverse = tags is not None and tags.get(_TIFF_PHOTOMETRIC) == _WHITE_IS_ZERO
    if image.mode == "1":
        image = image.convert("L")
    elif image.mode != "L" and not image.mode.startswith("I"):
        image = image.convert("RGB")
    return _shown_values(np.asarray(image), factor, inverse=inverse)


def _shown_values(values: NDArray[Any], factor: int, *, inverse: bool = False) -> Shown:
    """8 bits of grey as they are, more as greyscale DICOM without a window, colour by its luma (ITU-R BT.601).

    inverse: of more than 8 bits, small values are white.
    """
    if values.ndim == 3:
        return Shown(luma(values), ("colour",), pixel_hash(values))
    if values.dtype == np.uint8:
        return Shown(values, (), pixel_hash(values))
    display = DisplayTags(inverse=inverse)
    if values.dtype.itemsize == 2 and factor > 1:
        native = values.astype(values.dtype.newbyteorder("="), copy=False)
        cells = StoredCells(16, 15, signed=values.dtype.kind == "i")
        strips = strips_of(native.view(np.uint16), factor)
        shown = show_reduced(strips, (values.shape[0], values.shape[1]), cells, factor, display)
        if shown is not None:
            return shown
    return show(values, display)
