"use strict";
/* Shows the pages it is given, keeps the strokes it is given, asks nobody else. Text is put in as text, never as markup. */
(() => {
  const WORDS = {
    over: "这次签名已经结束。请看调解员的屏幕。",
    used: "已经送出。请看调解员的屏幕。",
    token: "这个二维码不能用了，请重新扫描调解员屏幕上的二维码。",
    second_device: "文书已经在另一部手机上打开，这部手机不能再打开。请告诉调解员。",
    not_opened: "请重新扫描调解员屏幕上的二维码。",
    not_confirmed: "请先让调解员核对号码。",
    not_read_through: "请先把全文看到最后一页。",
    other_text: "文书已经换了，请告诉调解员。",
    reason: "请写下原因，最多 500 字。",
    "ink.empty": "还没有签名，请在框内签名。",
    "ink.too_short": "笔迹太短，请点“重签”，签上完整姓名。",
    "ink.too_many_points": "笔迹太长，请点“重签”。",
    too_large: "笔迹太长，请点“重签”。",
  };
  const LOST = "和调解员的电脑断开了。请看调解员的屏幕，或再扫一次二维码。";
  const BAD_INK = "签名没有收好，请点“重签”再签一次。";
  const MOST_POINTS = 6000;
  const ZOOMS = [1, 1.5, 2];
  const part = (id) => document.getElementById(id);
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));

  const token = new URLSearchParams(location.hash.slice(1)).get("t") || "";
  let letter = null, standing = null, zoom = 0, shownPage = 1, ended = false, sending = false;

  class No extends Error {
    constructor(status, code) { super(code); this.status = status; this.code = code; }
  }

  async function ask(place, more) {
    for (;;) {
      const answer = await fetch(place, {
        method: "POST", cache: "no-store", credentials: "same-origin", redirect: "error", referrerPolicy: "no-referrer",
        headers: { "Content-Type": "application/json" }, body: JSON.stringify({ token, ...more }),
      });
      if (answer.ok) return answer;
      if (answer.status !== 429) throw new No(answer.status, (await answer.json()).code);
      await pause(300);
    }
  }

  function finish(good, title, words) {
    ended = true;
    for (const id of ["opening", "reading", "signing", "refusing"]) part(id).hidden = true;
    part("over").hidden = false;
    part("sign").textContent = good ? "✓" : "!";
    part("sign").className = good ? "good" : "bad";
    part("over-title").textContent = title;
    part("over-words").textContent = words;
  }

  function fail(problem) {
    if (ended) return;
    const known = problem instanceof No;
    finish(false, "不能继续", known ? WORDS[problem.code] || "请告诉调解员（" + problem.code + "）。" : LOST);
  }

  // -- reading

  async function open() {
    if (!token) throw new No(403, "token");
    letter = await (await ask("/open", {})).json();
    standing = letter;
    part("title").textContent = letter.title;
    document.title = letter.title;
    part("number").textContent = letter.number;
    part("who").textContent = letter.signer + "（" + letter.capacity + "），请在框内签上姓名";
    part("disagree").hidden = !letter.may_disagree;
    part("opening").hidden = true;
    part("reading").hidden = false;
    say();
    watch();
    await fetchPages();
  }

  async function fetchPages() {
    const boxes = [];
    for (let number = 1; number <= letter.pages; number += 1) boxes.push(emptyPage(number));
    for (const box of boxes) await fillPage(box);
  }

  function emptyPage(number) {
    const box = document.createElement("div"), waits = document.createElement("span");
    box.className = "page";
    box.dataset.number = number;
    waits.className = "waits";
    waits.textContent = "正在取第 " + number + " 页……";
    box.append(waits);
    part("pages").append(box);
    return box;
  }

  async function fillPage(box) {
    const number = Number(box.dataset.number);
    const picture = await (await ask("/page", { page: number })).blob();
    const image = document.createElement("img"), foot = document.createElement("div");
    image.alt = "第 " + number + " 页，共 " + letter.pages + " 页";
    image.src = URL.createObjectURL(picture);
    await image.decode();
    foot.className = "foot";
    box.textContent = "";
    box.append(image, foot);
    new IntersectionObserver((found, eye) => {
      if (found.some((one) => one.isIntersecting)) { eye.disconnect(); saw(number); }
    }, { root: part("text") }).observe(foot);
  }

  async function saw(number) {
    try {
      take(await (await ask("/saw", { page: number })).json());
    } catch (problem) { fail(problem); }
  }

  async function watch() {
    let lost = 0;
    while (!ended) {
      await pause(1000);
      if (ended || sending) continue;
      try {
        take(await (await ask("/standing", {})).json());
        lost = 0;
      } catch (problem) {
        if (sending) continue;
        lost += 1;
        if (problem instanceof No || lost >= 4) fail(problem);
      }
    }
  }

  function take(news) {
    standing = news;
    say();
  }

  function readThrough() { return standing.seen.length >= letter.pages; }

  function say() {
    part("place").textContent = "第 " + shownPage + " 页，共 " + letter.pages + " 页　校验码 " + letter.check_code;
    part("match").className = standing.confirmed ? "done" : "";
    part("match-words").textContent = standing.confirmed ? "号码已核对" : "等调解员核对……";
    part("to-pad").disabled = !(readThrough() && standing.confirmed);
    const late = standing.left < 120;
    part("hint").className = late ? "late" : "";
    part("hint").textContent = late ? "只剩 " + Math.ceil(standing.left / 60) + " 分钟" : hint();
  }

  function hint() {
    if (!readThrough()) return "请逐页看到最后（看过 " + standing.seen.length + " 页，共 " + letter.pages + " 页）";
    return standing.confirmed ? "已看完。同意再签；不同意就不签。" : "已看完。等调解员核对号码后就可以签。";
  }

  function enlarge() {
    zoom = (zoom + 1) % ZOOMS.length;
    const text = part("text"), at = text.scrollTop / text.scrollHeight;
    part("pages").style.width = ZOOMS[zoom] * 100 + "%";
    part("larger").textContent = zoom === ZOOMS.length - 1 ? "还原" : "放大";
    text.scrollTop = at * text.scrollHeight;
  }

  function place() {
    const text = part("text"), middle = text.getBoundingClientRect().top + text.clientHeight / 2;
    let page = 1;
    for (const box of part("pages").children) if (box.getBoundingClientRect().top <= middle) page = Number(box.dataset.number);
    if (page !== shownPage) { shownPage = page; say(); }
  }

  // -- signing

  const pad = part("pad"), pen = pad.getContext("2d");
  let strokes = [], device = "", aspect = 0, began = 0, drawing = null, points = 0;

  function area() {
    const wide = pad.clientWidth, high = pad.clientHeight;
    if (!aspect) return { x: 0, y: 0, width: wide, height: high };
    const width = Math.min(wide, high / aspect);
    return { x: (wide - width) / 2, y: (high - width * aspect) / 2, width, height: width * aspect };
  }

  function draw() {
    const sharp = window.devicePixelRatio || 1, box = area();
    pad.width = Math.round(pad.clientWidth * sharp);
    pad.height = Math.round(pad.clientHeight * sharp);
    pen.setTransform(sharp, 0, 0, sharp, 0, 0);
    pen.lineCap = pen.lineJoin = "round";
    pen.strokeStyle = "#101840";
    pen.lineWidth = Math.max(2.4, box.width / 160);
    for (const stroke of strokes) line(stroke, box);
    part("pad-words").hidden = strokes.length > 0;
    part("pad-words").textContent = "请用手指在框内签名" + (pad.clientHeight > pad.clientWidth ? "，手机横过来更好写" : "");
    part("send").disabled = strokes.length === 0 || sending;
  }

  function line(stroke, box) {
    const at = ([x, y]) => [box.x + x * box.width, box.y + y * box.width];
    let [x, y] = at(stroke[0]);
    pen.beginPath();
    pen.moveTo(x, y);
    for (const point of stroke.slice(1)) {
      const [nextX, nextY] = at(point);
      pen.quadraticCurveTo(x, y, (x + nextX) / 2, (y + nextY) / 2);
      [x, y] = [nextX, nextY];
    }
    pen.lineTo(x, y);
    pen.stroke();
  }

  function begin(event) {
    const kind = ["pen", "touch", "mouse"].includes(event.pointerType) ? event.pointerType : "mouse";
    if (sending || drawing || !event.isPrimary || (device && device !== kind)) return;
    event.preventDefault();
    if (!strokes.length) {
      device = kind;
      aspect = Math.round((pad.clientHeight / pad.clientWidth) * 1e5) / 1e5;
      began = event.timeStamp;
    }
    drawing = event.pointerId;
    pad.setPointerCapture(event.pointerId);
    strokes.push([]);
    add(event);
    draw();
  }

  function move(event) {
    if (event.pointerId !== drawing) return;
    event.preventDefault();
    const all = event.getCoalescedEvents ? event.getCoalescedEvents() : [];
    for (const one of all.length ? all : [event]) add(one);
    draw();
  }

  function stop(event) {
    if (event.pointerId === drawing) { drawing = null; draw(); }
  }

  function add(event) {
    if (points >= MOST_POINTS) { part("pad-fault").textContent = WORDS.too_large; return; }
    const rim = pad.getBoundingClientRect(), box = area(), stroke = strokes[strokes.length - 1];
    const within = (value, most) => Math.round(Math.min(Math.max(value, 0), most) * 1e4) / 1e4;
    const x = within((event.clientX - rim.left - box.x) / box.width, 1);
    const y = within((event.clientY - rim.top - box.y) / box.width, aspect);
    const last = stroke[stroke.length - 1];
    if (last && last[0] === x && last[1] === y) return;
    const moment = Math.max(Math.round(event.timeStamp - began), lastTime());
    const tilt = device === "pen" ? [event.tiltX, event.tiltY] : [null, null];
    stroke.push([x, y, moment, Math.round(event.pressure * 1e3) / 1e3, ...tilt]);
    points += 1;
  }

  function lastTime() {
    for (let number = strokes.length - 1; number >= 0; number -= 1) {
      const stroke = strokes[number];
      if (stroke.length) return stroke[stroke.length - 1][2];
    }
    return 0;
  }

  function again() {
    strokes = [];
    device = "";
    aspect = points = 0;
    drawing = null;
    part("pad-fault").textContent = "";
    draw();
  }

  /* A glass that measures no pressure says one and the same number for all of it: then none was measured. */
  function ink() {
    const all = strokes.flat().map((point) => point[3]);
    const measured = new Set(all).size > 1;
    return {
      device, aspect,
      strokes: strokes.filter((stroke) => stroke.length)
        .map((stroke) => stroke.map(([x, y, t, pressure, ...tilt]) => [x, y, t, measured ? pressure : null, ...tilt])),
    };
  }

  async function send(place, more, fault) {
    sending = true;
    part("send").disabled = part("send-reason").disabled = true;
    part(fault).textContent = "正在保存，请稍等……";
    try {
      return await (await ask(place, { document: letter.document, ...more })).json();
    } catch (problem) {
      if (!(problem instanceof No) || problem.status !== 422) { fail(problem); return null; }
      part(fault).textContent = WORDS[problem.code] || BAD_INK;
      return null;
    } finally {
      sending = false;
      part("send-reason").disabled = false;
      if (!ended) draw();
    }
  }

  async function sign() {
    const kept = await send("/sign", { ink: ink() }, "pad-fault");
    if (!kept) return;
    if (kept.outcome === "saved") finish(true, "已签好", "您的签名已经保存。可以关闭这个页面。");
    else finish(false, "没有签成", kept.words || "请看调解员的屏幕。");
  }

  async function disagree() {
    const reason = part("reason").value.trim();
    if (!reason) { part("reason-fault").textContent = WORDS.reason; return; }
    const kept = await send("/disagree", { reason }, "reason-fault");
    if (!kept) return;
    if (kept.outcome === "saved") finish(true, "已记录", "您没有签名，原因已经如实记录。可以关闭这个页面。");
    else finish(false, "没有记录成功", kept.words || "请看调解员的屏幕。");
  }

  function show(id, shown) {
    part(id).hidden = !shown;
    if (id === "signing" && shown) draw();
  }

  part("larger").addEventListener("click", enlarge);
  part("text").addEventListener("scroll", place, { passive: true });
  part("to-pad").addEventListener("click", () => show("signing", true));
  part("back").addEventListener("click", () => show("signing", false));
  part("again").addEventListener("click", again);
  part("send").addEventListener("click", sign);
  part("disagree").addEventListener("click", () => {
    if (standing.confirmed) show("refusing", true);
    else part("hint").textContent = WORDS.not_confirmed;
  });
  part("keep-reading").addEventListener("click", () => show("refusing", false));
  part("send-reason").addEventListener("click", disagree);
  pad.addEventListener("pointerdown", begin);
  pad.addEventListener("pointermove", move);
  pad.addEventListener("pointerup", stop);
  pad.addEventListener("pointercancel", stop);
  window.addEventListener("resize", () => { if (!part("signing").hidden) draw(); });
  open().catch(fail);
})();
