// What an eye and a hand find on a page that no rule of axe asks. Loaded once a page; each function answers
// with a list of sentences, empty when nothing is wrong. Distances are CSS pixels; half a pixel is forgiven.
window.eye = (() => {
  const REACHED = 'a[href], button, input:not([type=hidden]), select, textarea, summary, audio[controls], video[controls], [tabindex]';
  const LARGE = 43.5;
  const named = one => {
    const words = (one.innerText || one.getAttribute('aria-label') || one.name || '').trim().replace(/\s+/g, ' ');
    return `<${one.tagName.toLowerCase()}${one.className && one.className.baseVal === undefined ? '.' + String(one.className).trim().replace(/\s+/g, '.') : ''}> ${words.slice(0, 60)}`;
  };
  const drawn = one => {
    if (!one.getClientRects().length || getComputedStyle(one).visibility !== 'visible') return false;
    const folded = one.parentElement && one.parentElement.closest('details:not([open])');
    return !folded || (one.tagName === 'SUMMARY' && one.parentElement === folded && !folded.parentElement.closest('details:not([open])'));
  };
  const chosen = one => {
    if (one.type !== 'radio') return true;
    const group = [...document.querySelectorAll('input[type=radio]')].filter(other => other.name === one.name && other.form === one.form);
    return one === (group.find(other => other.checked) || group[0]);
  };
  // every place where Tab should stop, in the order of the document
  const places = () => [...document.querySelectorAll(REACHED)].filter(one =>
    one.tabIndex >= 0 && !one.disabled && drawn(one) && chosen(one));

  const sideways = when => {
    const found = [], room = document.documentElement.clientWidth;
    const wide = Math.max(document.documentElement.scrollWidth, document.body.scrollWidth);
    if (wide > room) {
      const out = [...document.body.querySelectorAll('*')].filter(one => {
        const box = one.getBoundingClientRect();
        return box.width && (box.right > room + .5 || box.left < -.5) && !one.closest('.unseen');
      });
      found.push(`${when}scrolls sideways to ${wide} of ${room}: ${out.slice(-3).map(named).join('; ')}`);
    }
    for (const one of document.body.querySelectorAll('*')) {
      if (one.clientWidth && one.scrollWidth > one.clientWidth + 1 && !one.closest('.unseen, svg, select, input, textarea, video, audio')
          && getComputedStyle(one).overflowX !== 'visible' && getComputedStyle(one).clipPath === 'none')
        found.push(`${when}a part scrolls or is cut off, ${one.scrollWidth} in ${one.clientWidth}: ${named(one)}`);
    }
    return found;
  };

  // words of which each stands on a line of its own, letter by letter
  const squeezed = () => [...document.querySelectorAll('main :is(p, li, dd, dt, td, th, label, h1, h2, h3)')].filter(one => {
    const own = [...one.childNodes].some(part => part.nodeType === 3 && part.textContent.trim().length > 8);
    return own && drawn(one) && one.clientWidth && one.clientWidth < 56 && one.clientHeight > 160;
  }).map(one => `squeezed to ${one.clientWidth}: ${named(one)}`);

  // as somebody reads who sets letters, words and lines further apart (1.4.12)
  const spaced = () => {
    const sheet = new CSSStyleSheet(), before = document.adoptedStyleSheets;
    sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }');
    document.adoptedStyleSheets = [...before, sheet];
    const found = sideways('with wider spacing it ');
    document.adoptedStyleSheets = before;
    return found;
  };

  // a link within a sentence is as tall as the sentence
  const within_text = one => {
    if (getComputedStyle(one).display !== 'inline') return false;
    const block = one.closest('p, li, dd, td, th, label, legend, figcaption, summary, caption, blockquote, h1, h2, h3, div');
    const rest = block.cloneNode(true);
    for (const each of rest.querySelectorAll('a, .unseen')) each.remove();
    return rest.textContent.trim().length > 3;
  };
  const targets = () => {
    const found = [];
    for (const one of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')) {
      if (!drawn(one) || within_text(one) || one.classList.contains('skip')) continue;
      const boxes = [one, ...(one.labels || [])].map(part => part.getBoundingClientRect());
      const wide = Math.max(...boxes.map(box => box.width)), tall = Math.max(...boxes.map(box => box.height));
      if (wide < LARGE || tall < LARGE)
        found.push(`a target of ${Math.round(wide)} by ${Math.round(tall)}: ${named(one)}`);
    }
    return found;
  };

  // each place in turn, down the page and up again: is it seen that it has the focus, and is it in view
  const focus = () => {
    const found = new Set(), bar = document.querySelector('.bar'), all = places();
    const ringed = one => [one, one.parentElement, one.nextElementSibling, one.closest('label')].some(part => {
      if (!part) return false;
      const look = getComputedStyle(part);
      return look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2;
    });
    for (const one of [...all, ...[...all].reverse()]) {
      one.focus({ focusVisible: true });
      if (document.activeElement !== one) { found.add(`takes no focus: ${named(one)}`); continue; }
      if (!ringed(one)) found.add(`the focus is not drawn: ${named(one)}`);
      const box = one.getBoundingClientRect();
      const over = bar && getComputedStyle(bar).position === 'sticky' && !bar.contains(one) && !one.classList.contains('skip')
        ? bar.getBoundingClientRect().bottom : 0;
      const seen = Math.min(box.bottom, innerHeight) - Math.max(box.top, over);
      if (seen < Math.min(box.height, LARGE / 2) - .5)
        found.add(`has the focus out of sight, ${Math.round(box.top)} to ${Math.round(box.bottom)} under ${Math.round(over)} of ${innerHeight}: ${named(one)}`);
    }
    document.activeElement.blur();
    scrollTo(0, 0);
    return [...found];
  };

  // what the keyboard itself passed, written down by `listen` while Tab was pressed
  let passed = [];
  const listen = () => {
    passed = [];
    document.activeElement.blur();
    getSelection().removeAllRanges();
    document.addEventListener('focusin', event => { if (passed.at(-1) !== event.target) passed.push(event.target); });
    return places().length;
  };
  const order = () => {
    const all = places(), found = [];
    const here = passed.slice(0, all.length);
    for (const [index, one] of all.entries())
      if (here[index] !== one) {
        found.push(`Tab comes to ${here[index] ? named(here[index]) : 'nothing'} where ${named(one)} stands`);
        break;
      }
    // a page without a bar is neutral and bare: there is nothing to skip
    const skip = all[0];
    if (!document.querySelector('.bar')) return found;
    if (!skip || !skip.matches('a.skip[href^="#"]')) found.push('the first place is not the link to the content');
    else if (!document.querySelector(skip.getAttribute('href'))) found.push('the link to the content leads nowhere');
    return found;
  };

  // where colours are the device's own, what can be filled in or pressed still has an edge
  const edges = () => {
    const found = [];
    for (const part of document.querySelectorAll('.button, .away, input:not([type=hidden]), select, textarea, .choice label, .side')) {
      if (!drawn(part)) continue;
      const look = getComputedStyle(part);
      const native = part.matches('[type=file]') || (part.matches('[type=radio], [type=checkbox]') && look.appearance !== 'none');
      const edge = ['Top', 'Right', 'Bottom', 'Left'].some(side => parseFloat(look[`border${side}Width`]) > 0
        && look[`border${side}Style`] !== 'none' && !/transparent|rgba\(.*, 0\)$/.test(look[`border${side}Color`]));
      if (!native && !edge) found.push(`no edge in the device's own colours: ${named(part)}`);
    }
    return [...new Set(found)];
  };
  const everything = async forced => {
    await document.fonts.ready;
    return [...sideways('it '), ...squeezed(), ...spaced(), ...targets(), ...focus(), ...(forced ? edges() : [])];
  };
  return { everything, listen, order };
})();
