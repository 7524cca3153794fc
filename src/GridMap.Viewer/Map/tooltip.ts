// What is under the pointer, in one or two lines. Text is set as text, never as markup.

export interface Tip {
  title: string;
  lines: string[];
}

const element = document.createElement("div");
element.className = "tip";
element.setAttribute("role", "tooltip");
element.hidden = true;

export function show(container: HTMLElement, tip: Tip, x: number, y: number): void {
  if (!element.isConnected) container.append(element);
  element.replaceChildren(line("b", tip.title), ...tip.lines.map(text => line("span", text)));
  element.hidden = false;
  const right = x + 16 + element.offsetWidth > container.clientWidth;
  const low = y + 16 + element.offsetHeight > container.clientHeight;
  element.style.transform =
    `translate(${right ? x - 12 - element.offsetWidth : x + 14}px, ${low ? y - 10 - element.offsetHeight : y + 14}px)`;
}

export function hide(): void {
  element.hidden = true;
}

function line(tag: string, text: string): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}
