"""PNG, JPEG and TIFF, by Pillow, to one display-normalised image."""

from __future__ import annotations

import io
import warnings

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from engine.images.decoded import DecodedImage
from engine.images.display import DisplayTags, render
from engine.images.sniff import Kind
from engine.images.unreadable import UnreadableImage, check_pixel_count, unreadable

_FORMATS = {Kind.PNG: "PNG", Kind.JPEG: "JPEG", Kind.TIFF: "TIFF"}
_TIFF_PHOTOMETRIC, _WHITE_IS_ZERO = 262, 0


def read_raster(data: bytes, kind: Kind) -> DecodedImage:
    """The image in a PNG, JPEG or TIFF file whose content is `data`. Raises UnreadableImage, or MemoryError."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the bomb warning is replaced by our own check, before anything is decoded
        try:
            with Image.open(io.BytesIO(data), formats=[_FORMATS[kind]]) as image:
                check_pixel_count(image.height, image.width)
                frames = getattr(image, "n_frames", 1) if image.format != "MPO" else 1
                if frames > 1:
                    raise UnreadableImage("multi_frame", f"{frames} frames: only single images are loaded.")
                image.load()
                pixels, notes = _display(image)
        except (UnreadableImage, MemoryError):
            raise
        except Image.DecompressionBombError:
            raise unreadable("too_large") from None
        except UnidentifiedImageError:
            raise unreadable("corrupt") from None
        except Exception as error:  # Pillow raises OSError, SyntaxError, ValueError, struct.error, EOFError and others
            code = "truncated" if "truncated" in str(error).lower() or isinstance(error, EOFError) else "corrupt"
            raise unreadable(code) from None
    return DecodedImage(pixels=pixels, notes=notes)


def _display(image: Image.Image) -> tuple[NDArray[np.uint8], tuple[str, ...]]:
    """uint8 (rows, columns) and notes. Colour by its luma (ITU-R BT.601), transparency over black."""
    if image.mode == "F":
        raise UnreadableImage("unsupported", "The pixels are floating-point numbers, which are not loaded.")
    if image.mode.startswith("I"):
        values = np.asarray(image).astype(np.int64)
        tags = getattr(image, "tag_v2", None)
        inverse = tags is not None and tags.get(_TIFF_PHOTOMETRIC) == _WHITE_IS_ZERO
        return render(values, DisplayTags(inverse=inverse))
    transparent = image.mode in ("LA", "La", "PA", "RGBA", "RGBa") or "transparency" in image.info
    colour = image.mode not in ("1", "L", "LA", "La")
    notes = ("colour",) if colour else ()
    if not transparent:
        grey = image.convert("RGB").convert("L") if colour and image.mode != "RGB" else image.convert("L")
        return np.array(grey, dtype=np.uint8), notes
    layers = image.convert("RGBA")
    alpha = np.asarray(layers.getchannel("A"), dtype=np.uint32)
    over_black = (np.asarray(layers.convert("RGB").convert("L"), dtype=np.uint32) * alpha + 127) // 255
    return over_black.astype(np.uint8), (*notes, "transparency")
