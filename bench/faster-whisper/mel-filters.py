"""mel-filters.py FILE: writes the filters that faster-whisper computes, as openai-whisper's mel_filters.npz has them."""
import sys

import numpy as np
from faster_whisper.feature_extractor import FeatureExtractor

np.savez(sys.argv[1], mel_80=FeatureExtractor().mel_filters)
