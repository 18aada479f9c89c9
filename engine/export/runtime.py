"""Running an exported ONNX file, on the CPU, quietly."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.errors import ExportError
from engine.translation import tr

BATCH = 32


class OnnxModel:
    """An ONNX file in memory, ready to run."""

    def __init__(self, path: Path, threads: int = 0) -> None:
        """threads: 0 for one a core. Raises ExportError when the file is not a model that can be run."""
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 4  # fatal only: what matters is raised
        options.intra_op_num_threads = threads
        try:
            onnxruntime.disable_telemetry_events()
            self._session: Any = onnxruntime.InferenceSession(
                path.read_bytes(), options, providers=["CPUExecutionProvider"]
            )
        except Exception:  # onnxruntime's own classes; their texts name paths
            raise ExportError(
                tr("'{name}' cannot be run. Export the model again.", name=path.name), code="damaged_model"
            ) from None
        self._input = self._session.get_inputs()[0].name

    def probabilities(self, images: NDArray[np.uint8]) -> NDArray[np.float32]:
        """float32 (n, classes) of uint8 (n, side, side). Raises ExportError for images of another size."""
        answers = []
        for first in range(0, len(images), BATCH):
            batch = np.ascontiguousarray(images[first : first + BATCH])
            try:
                answers.append(self._session.run(None, {self._input: batch})[0])
            except Exception:
                raise ExportError(
                    tr("The model did not take the images. Export the model again."), code="damaged_model"
                ) from None
        if not answers:
            return np.empty((0, int(self._session.get_outputs()[0].shape[-1])), dtype=np.float32)
        return np.concatenate(answers).astype(np.float32, copy=False)
