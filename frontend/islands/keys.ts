// A list by keyboard: j and k go down and up its rows, Enter opens the row's link, / goes to the search field.
// x ticks the row's box. Rows are <tr data-row> with a link in them; the search field has data-search. Nothing happens while something is typed.

const HERE = "jx-here";

export function keys(): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "/") {
      const field = document.querySelector<HTMLInputElement>("[data-search]");
      if (!field) return;
      event.preventDefault();
      field.focus();
      field.select();
    } else if (event.key === "j" || event.key === "k") {
      move(event.key === "j" ? 1 : -1);
    } else if (event.key === "x") {
      const box = document.querySelector<HTMLInputElement>(`tr.${HERE} input[type="checkbox"]:not(:disabled)`);
      if (box) box.checked = !box.checked;
    } else if (event.key === "Enter" && event.target === document.body) {
      const link = document.querySelector<HTMLAnchorElement>(`tr.${HERE} a[href]`);
      if (link) link.click();
    }
  });
}

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

function move(by: number): void {
  const rows = Array.from(document.querySelectorAll<HTMLElement>("tr[data-row]"));
  if (!rows.length) return;
  const at = rows.findIndex((row) => row.classList.contains(HERE));
  const next = at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + by));
  rows.forEach((row, place) => row.classList.toggle(HERE, place === next));
  // The link takes the focus, so that a screen reader says where one is and Enter opens it.
  const link = rows[next].querySelector<HTMLElement>("a[href]");
  if (link) link.focus();
  rows[next].scrollIntoView({ block: "nearest" });
}
