// Sends a document's file with its progress; a large photo is made smaller first.
"use strict"
{
  const LARGE = 1500000, SIDE = 2400

  // What a phone's camera makes the registry cannot take, or is slow to send; a scan as PNG is large, too.
  async function smaller(file) {
    const foreign = /^image\/hei[cf]$/.test(file.type)
    if (!foreign && (file.size < LARGE || !/^image\/(jpeg|png)$/.test(file.type))) return file
    try {
      const image = await createImageBitmap(file, {imageOrientation: "from-image"})
      const scale = Math.min(1, SIDE / Math.max(image.width, image.height))
      const canvas = new OffscreenCanvas(Math.round(image.width * scale), Math.round(image.height * scale))
      const paper = canvas.getContext("2d")
      paper.fillStyle = "#fff" // behind what is transparent
      paper.fillRect(0, 0, canvas.width, canvas.height)
      paper.drawImage(image, 0, 0, canvas.width, canvas.height)
      const made = await canvas.convertToBlob({type: "image/jpeg", quality: 0.85})
      const name = file.name.replace(/\.[^.]*$/, "") + ".jpg"
      return made.size < file.size || foreign ? new File([made], name, {type: "image/jpeg"}) : file
    } catch {
      return file
    }
  }

  function tell(form, name, messages) {
    const control = form.elements[name]
    const field = control?.closest?.(".field")
    if (!field) return false
    field.querySelectorAll(".wrong").forEach((old) => old.remove())
    field.classList.toggle("refused", messages.length > 0)
    const hint = field.querySelector(".hint")
    const described = hint ? [hint.id] : []
    if (messages.length) {
      const wrong = document.createElement("span")
      wrong.className = "wrong"
      wrong.id = `${control.id}-salah`
      wrong.textContent = messages.join(" ")
      control.before(wrong)
      described.unshift(wrong.id)
      control.setAttribute("aria-invalid", "true")
    } else control.removeAttribute("aria-invalid")
    described.length ? control.setAttribute("aria-describedby", described.join(" ")) : control.removeAttribute("aria-describedby")
    return messages.length > 0
  }

  function send(form, body, sending, words) {
    const bar = sending.querySelector("progress")
    const request = new XMLHttpRequest()
    const end = (said) => {
      bar.hidden = true
      words.textContent = said
      words.className = "bad"
      form.ariaBusy = "false"
    }
    request.upload.onprogress = ({loaded, total}) => {
      bar.value = (100 * loaded) / total
      words.textContent = loaded < total ? `${form.dataset.sending}: ${Math.round(bar.value)} %` : form.dataset.checking
    }
    request.onload = () => {
      const answer = request.response
      if (request.status === 200 && answer?.next) {
        const same = answer.next.split("#")[0] === location.pathname + location.search
        location.assign(answer.next)
        if (same) location.reload()
      } else if (answer?.told) {
        end(answer.words)
        const refused = Object.entries(answer.told).filter(([name, messages]) => tell(form, name, messages))
        if (refused.length) form.elements[refused[0][0]].focus()
      } else end(request.status === 413 ? form.dataset.tooLarge : request.status === 200 ? form.dataset.ended : form.dataset.lost)
    }
    request.onerror = () => end(form.dataset.lost)
    request.open("POST", form.getAttribute("action").split("#")[0])
    request.responseType = "json"
    request.setRequestHeader("X-Requested-With", "linkreg")
    request.send(body)
  }

  for (const form of document.querySelectorAll("form[data-limit]")) {
    form.addEventListener("submit", async (event) => {
      event.preventDefault()
      if (form.ariaBusy === "true") return
      form.ariaBusy = "true"
      const sending = form.querySelector(".sending"), words = sending.querySelector("p")
      const body = new FormData(form)
      sending.hidden = false
      words.className = ""
      words.textContent = form.dataset.sending
      Object.assign(sending.querySelector("progress"), {hidden: false, value: 0})
      for (const name of ["file", "photo"]) {
        const chosen = form.elements[name].files[0]
        if (!chosen) continue
        const file = await smaller(chosen)
        if (tell(form, name, file.size > form.dataset.limit ? [form.dataset.tooLarge] : [])) {
          sending.hidden = true
          form.ariaBusy = "false"
          return form.elements[name].focus()
        }
        body.set(name, file, file.name)
      }
      send(form, body, sending, words)
    })
  }

  // Gone back to, a page still says that it is sending.
  addEventListener("pageshow", ({persisted}) => { if (persisted) location.reload() })
}
