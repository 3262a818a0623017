// Places on the canvas and a camera -> where they are drawn, as sigma reckons it, so that an address shows the same by any drawing.
import type { Camera } from "../look";
import type { Point } from "./place";

/** The frame that coordinates are drawn in; it never changes, so that nothing that is placed moves. */
export const FRAME: [number, number] = [-150, 150];
export const PADDING = 40;
const NEAREST = 0.35;
/** What is left free at either side for names, where there is room for that. */
const NAMES = 120;

export interface Size {
  width: number;
  height: number;
}

/** A place within the frame, from 0 to 1. */
export function framed({ x, y }: Point): Point {
  const [low, high] = FRAME;
  return { x: (x - low) / (high - low), y: (y - low) / (high - low) };
}

/** How many pixels the frame is wide. */
export function scaleOf({ ratio }: Camera, { width, height }: Size): number {
  return Math.max(1, Math.min(width, height) - 2 * PADDING) / ratio;
}

/** Where a framed point is drawn, in pixels from the left upper corner. */
export function drawnAt(point: Point, camera: Camera, size: Size): Point {
  const scale = scaleOf(camera, size);
  return { x: size.width / 2 + (point.x - camera.x) * scale, y: size.height / 2 - (point.y - camera.y) * scale };
}

/** The camera that sees all of some framed points. */
export function cameraOf(points: readonly Point[], { width, height }: Size): Camera {
  const [left, right] = [Math.min(...points.map(({ x }) => x)), Math.max(...points.map(({ x }) => x))];
  const [low, high] = [Math.min(...points.map(({ y }) => y)), Math.max(...points.map(({ y }) => y))];
  const short = Math.max(1, Math.min(width, height) - 2 * PADDING);
  const ratio = Math.max(NEAREST, ((right - left) * short) / Math.max(width * 0.7, width - 2 * NAMES), ((high - low) * short * 1.2) / height);
  return { x: (left + right) / 2, y: (low + high) / 2, ratio };
}
