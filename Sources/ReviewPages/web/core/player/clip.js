/** One clip of one recording in a video element: what the server plans, and where it stands in the recording. */

import { api, ApiError } from '../api.js';

const second = 1_000_000;

/** Asks how a stretch of a recording can be played. */
export const planClip = (recording, from, until, signal) => api.get(
  `/api/recordings/${recording}/clip/plan`,
  { from_media_us: Math.round(from), until_media_us: Math.round(until) }, { signal });

/** A planned clip that a video element plays. */
export class Clip {
  constructor(recording, plan) {
    this.recording = recording;
    this.plan = plan;
    this.url = plan.url;
    this.isTranscoded = plan.method === 'transcode';
  }

  /** Whether a moment of a recording lies in this clip. */
  covers(recording, mediaMicroseconds) {
    return recording === this.recording && mediaMicroseconds >= this.plan.start_media_us
      && mediaMicroseconds < this.plan.end_media_us;
  }

  /** Media time in the recording of a time in the video. */
  mediaTime(seconds) {
    return Math.round(this.plan.start_media_us + seconds * second);
  }

  /** Time in the video of a media time in the recording. */
  videoTime(mediaMicroseconds) {
    return Math.max(0, (mediaMicroseconds - this.plan.start_media_us) / second);
  }

  /** Asks for a converted picture, for a browser that could not play the original after all. */
  transcoded() {
    const url = new URL(this.url, location.origin);
    url.searchParams.set('transcode', '1');
    this.url = url.pathname + url.search;
    this.isTranscoded = true;
  }

  /** Why the video could not be loaded, in the server's words; null if the server has nothing against it. */
  async refusal(signal) {
    const response = await fetch(this.url, { headers: { Range: 'bytes=0-0' }, signal });
    if (response.ok) return null;
    const answer = await response.json().catch(() => null);
    return new ApiError(response.status, answer?.error?.code ?? 'internal', answer?.error?.message ?? '', {
      recording: answer?.error?.recording ?? answer?.recording ?? this.recording,
      retryAfter: Number(response.headers.get('Retry-After')) || null,
    });
  }
}
