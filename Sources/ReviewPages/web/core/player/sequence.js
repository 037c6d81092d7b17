/** Stretches of recordings one after another, as one length. */

/** Length of a part in microseconds; never zero, so that shares stay numbers. */
export const lengthOf = (part) => Math.max(1, part.until_media_us - part.from_media_us);

/** Length of all parts together. */
export const totalLength = (parts) => parts.reduce((sum, part) => sum + lengthOf(part), 0);

/** Where in the whole, 0…1, a media time of the part at `index` lies. */
export function shareOf(parts, index, mediaMicroseconds) {
  const before = totalLength(parts.slice(0, index));
  const share = (before + mediaMicroseconds - parts[index].from_media_us) / totalLength(parts);
  return Math.max(0, Math.min(1, share));
}

/** The part and media time at a share of the whole; null without parts. */
export function momentAt(parts, share) {
  let left = share * totalLength(parts);
  for (const part of parts) {
    if (left <= lengthOf(part)) {
      return { recording: part.recording, media_us: Math.round(part.from_media_us + left) };
    }
    left -= lengthOf(part);
  }
  const last = parts.at(-1);
  return last ? { recording: last.recording, media_us: last.until_media_us } : null;
}

/** Index of the part that holds a media time of a recording (of any recording if undefined); −1 if none. */
export const indexOf = (parts, recording, mediaMicroseconds) => parts.findIndex((part) =>
  (recording === undefined || part.recording === recording)
  && mediaMicroseconds >= part.from_media_us && mediaMicroseconds <= part.until_media_us);
