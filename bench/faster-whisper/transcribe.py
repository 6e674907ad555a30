"""transcribe.py MODEL AUDIO THREADS -> seconds and words. faster-whisper int8 with the same weights, all cores, word times, after the load."""
import sys
import time

from faster_whisper import WhisperModel
model = WhisperModel(sys.argv[1], device='cpu', compute_type='int8', cpu_threads=int(sys.argv[3]))
start = time.time()
segments, _ = model.transcribe(sys.argv[2], language='en', beam_size=1, word_timestamps=True)
words = sum(len(s.words) for s in segments)
print(time.time() - start, words)
