// The browser -> what draws for it: a graphics card, a processor that imitates one, or nothing.
export type Drawer = "card" | "software" | "none";

export function drawer(): Drawer {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("webgl2") ?? canvas.getContext("webgl");
  if (!context) return "none";
  const told = context.getExtension("WEBGL_debug_renderer_info");
  const renderer = told ? String(context.getParameter(told.UNMASKED_RENDERER_WEBGL)) : "";
  context.getExtension("WEBGL_lose_context")?.loseContext();
  return /swiftshader|llvmpipe|software|basic render/i.test(renderer) ? "software" : "card";
}
