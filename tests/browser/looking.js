// What the sweep looks for in a page, besides what axe-core finds. Each question answers with complaints.
window.sweep = (() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)]
  const seen = (it) => it.checkVisibility({visibilityProperty: true})
  const name = (it) => {
    const own = it.id ? `#${it.id}` : it.classList.length ? `.${it.classList[0]}` : ""
    const words = (it.textContent || it.value || "").trim().replace(/\s+/g, " ").slice(0, 40)
    return `${it.tagName.toLowerCase()}${own} "${words}"`
  }

  const REFERENCES = ["aria-describedby", "aria-labelledby", "aria-controls", "aria-owns", "list", "for", "form"]

  // Language, title, headings, and everything that points to something.
  function frame(language) {
    const said = []
    const heads = all("h1").filter(seen)
    const title = document.title.replace(/ – linkreg$/, "").trim()
    if (document.documentElement.lang !== language) said.push(`lang is ${document.documentElement.lang}`)
    if (heads.length !== 1) said.push(`${heads.length} h1`)
    if (!title || title === "linkreg") said.push(`title says nothing: ${document.title}`)
    let level = 0
    for (const it of all("h1, h2, h3, h4, h5, h6").filter(seen)) {
      const here = Number(it.tagName[1])
      if (here > level + 1) said.push(`heading out of order: ${name(it)}`)
      level = here
    }
    const ids = all("[id]").map((it) => it.id)
    for (const id of new Set(ids.filter((id, place) => ids.indexOf(id) !== place))) said.push(`twice: #${id}`)
    for (const attribute of REFERENCES) {
      for (const it of all(`[${attribute}]`)) {
        for (const id of it.getAttribute(attribute).split(/\s+/).filter(Boolean)) {
          if (!document.getElementById(id)) said.push(`${attribute}="${id}" leads nowhere: ${name(it)}`)
        }
      }
    }
    for (const it of all('a[href^="#"]')) {
      const id = decodeURIComponent(it.hash.slice(1))
      if (id && !document.getElementById(id)) said.push(`#${id} leads nowhere: ${name(it)}`)
    }
    said.push(...all("[tabindex]").filter((it) => it.tabIndex > 0).map((it) => `tabindex above 0: ${name(it)}`))
    return said
  }

  // A form that came back: told at once, and each wrong field says so itself.
  function errors() {
    const said = []
    const described = (it) => (it.getAttribute("aria-describedby") || "").split(/\s+/)
    const wrong = all(".wrong")
    const invalid = all("[aria-invalid=true]")
    for (const it of wrong) {
      if (!it.textContent.trim()) said.push(`a mistake without words: ${name(it)}`)
      if (!all("[aria-describedby]").some((one) => described(one).includes(it.id))) {
        said.push(`no field is described by: ${name(it)}`)
      }
    }
    for (const it of invalid) {
      const words = described(it).map((id) => document.getElementById(id)).filter((one) => one?.matches(".wrong"))
      if (!words.length) said.push(`invalid, but not why: ${name(it)}`)
    }
    const heard = all("[role=alert]").some(seen) || invalid.includes(document.activeElement)
    if ((wrong.length || invalid.length) && !heard) said.push("mistakes, but no alert")
    return said
  }

  // Somebody who cannot see must hear first what went wrong.
  function told(prefix) {
    const said = []
    const alert = all("[role=alert]").find(seen)
    const here = document.activeElement
    if (!alert) return ["refused, but no alert"]
    const there = alert.contains(here) || (here !== document.body && here.contains(alert))
    if (!there) said.push(`the focus is not at what went wrong, but at ${name(here)}`)
    if (!document.title.startsWith(prefix)) said.push(`the title does not tell: ${document.title}`)
    return said
  }

  function unfold() {
    // But for the menu, which lies over what is behind it.
    for (const it of all("details:not(.menu)")) it.open = true
  }

  // Boxes whose text or controls stick out of them, innermost first; and the page itself.
  function sticksOut() {
    const root = document.documentElement
    const said = []
    if (root.scrollWidth > root.clientWidth) said.push(`the page is ${root.scrollWidth - root.clientWidth} px too wide`)
    const blocks = /^(block|flex|grid|list-item|table-cell|table-caption|flow-root)$/
    const over = all("main *, header *, footer *").filter((it) => {
      if (!(it.scrollWidth > it.clientWidth + 1) || !it.clientWidth || unseen(it)) return false
      const style = getComputedStyle(it)
      return style.overflowX === "visible" && blocks.test(style.display) && seen(it)
    })
    const inner = over.filter((it) => !over.some((one) => one !== it && it.contains(one)))
    said.push(...inner.slice(0, 5).map((it) => `${it.scrollWidth - it.clientWidth} px stick out of ${name(it)}`))
    return said
  }

  // What only those hear who do not see, and heads of tables that became cards.
  const unseen = (it) => it.closest(".unseen, .cards thead, svg")

  const STOPS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]"

  // What Tab leads to, in the order in which it does.
  function stops() {
    const grouped = (it) => {
      if (it.type !== "radio" || !it.name) return true
      const group = all(`input[type=radio][name="${CSS.escape(it.name)}"]`).filter((one) => one.form === it.form)
      return it === (group.find((one) => one.checked) || group[0])
    }
    return all(STOPS).filter((it) => it.tabIndex >= 0 && !it.disabled && seen(it) && grouped(it))
  }

  // Rows and grids that show their controls in another order than Tab reaches them.
  function order() {
    const said = []
    const reached = new Set(stops())
    const holds = (it) => reached.has(it) || all(STOPS, it).some((one) => reached.has(one))
    for (const box of all("main, main *, footer")) {
      const style = getComputedStyle(box)
      if (!/^(inline-)?(flex|grid)$/.test(style.display) || style.readingFlow !== "normal") continue
      const parts = [...box.children].filter((it) => holds(it) && getComputedStyle(it).position !== "absolute")
      parts.slice(1).forEach((it, place) => {
        const before = parts[place].getBoundingClientRect(), after = it.getBoundingClientRect()
        const beside = Math.min(before.bottom, after.bottom) - Math.max(before.top, after.top) > 8
        const below = Math.min(before.right, after.right) - Math.max(before.left, after.left) > 8
        const turned = beside ? after.right <= before.left + 1 : below && after.bottom <= before.top + 1
        if (turned) said.push(`reached after ${name(parts[place])}, shown before it: ${name(it)}`)
      })
    }
    return said
  }

  const LOOK = ["outlineStyle", "outlineWidth", "outlineColor", "boxShadow", "borderTopColor", "stroke", "strokeWidth"]
  const look = (it) => [it, ...it.children].slice(0, 4).map((one) => {
    const style = getComputedStyle(one)
    return LOOK.map((key) => style[key]).join(" ")
  }).join("|")

  // Whoever moves by keyboard sees where they are: nothing lies over it, and it looks different.
  function walk() {
    const said = []
    for (const it of stops()) {
      document.activeElement?.blur()
      const before = look(it)
      it.focus({focusVisible: true})
      if (document.activeElement !== it) {
        said.push(`takes no focus: ${name(it)}`)
        continue
      }
      const style = getComputedStyle(it)
      const thin = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) < 2
      if (look(it) === before || thin) said.push(`focus is not seen: ${name(it)}`)
      if (covered(it)) said.push(`covered when focused: ${name(it)}`)
    }
    document.activeElement?.blur()
    scrollTo(0, 0)
    return said.slice(0, 8)
  }

  function covered(it) {
    const places = [...it.getClientRects()].filter((box) => box.width && box.height)
    return places.length > 0 && !places.some(({left, right, top, bottom}) =>
      [[left + 2, top + 2], [right - 2, bottom - 2], [(left + right) / 2, (top + bottom) / 2]].some(([x, y]) => {
        const there = document.elementFromPoint(x, y)
        return there && (it.contains(there) || there.contains(it) || there.closest("label")?.control === it)
      }))
  }

  // Record where Tab leads; ``reached`` tells what it left out.
  const visited = new Set()
  document.addEventListener("focusin", ({target}) => visited.add(target))
  const start = () => {
    visited.clear()
    document.activeElement?.blur()
    return [stops().length, 4 * all("input[type=date]").length + 2] // a date has several inside
  }
  const reached = () => stops().filter((it) => !visited.has(it)).map((it) => `Tab does not reach ${name(it)}`).slice(0, 5)

  // Bytes as sent, of the page and all that it loaded.
  function bytes() {
    const loaded = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
    return loaded.map(({name, transferSize}) => [name, transferSize])
  }

  return {frame, errors, told, unfold, sticksOut, order, walk, start, reached, bytes}
})()
