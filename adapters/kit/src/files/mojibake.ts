/**
 * Letters broken by a wrong encoding before the file came here: UTF-8 read as
 * windows-1252 (Ã¶), as a DOS code page (├Â), DOS read as windows-1252
 * (H”gberg), or letters replaced by U+FFFD.
 */
const broken = /Ã[¥¤¶©…„–€\u0084\u0085\u0096]|Â§|├[ÑñÂâàäÅûÖ¶®]|(?<=\p{L})[†„”](?=\p{L})|\uFFFD/u;

export function isMojibake(text: string): boolean {
  return broken.test(text);
}
