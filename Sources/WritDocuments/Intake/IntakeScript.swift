/// What an intake page does: rows that come and go, and the case in case-data format. It speaks to nobody: the page works
/// from disk, and what is typed stays on the machine.
enum IntakeScript {
    /// By which a page names it as the only script that may run; a test computes it anew.
    static let hash = "sha256-x2t7UZDvaHNJFT+LgfojjcFQagNJjL9gQxFTern6V7w="

    static let source = #"""
        'use strict';
        (() => {
          const form = document.querySelector('form');
          const said = document.getElementById('said');
          const output = document.getElementById('data');
          const say = (name) => { said.textContent = said.dataset[name]; };
          // Characters that XML cannot hold, halves of surrogate pairs among them.
          const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Cs}/u;
          let count = 0;
          const taken = document.getElementById('taken');
          // The case that the page was given: what the page has no field for goes back as it came.
          let given = {};

          const number = (list) => list.querySelectorAll(':scope > .rows > .row').forEach((row, index) => {
            row.querySelectorAll(':scope > .name .position, :scope > button .position').forEach((place) => {
              place.textContent = index + 1;
            });
          });

          const check = (input) => {
            if (input.type === 'text' || input.type === 'textarea') {
              input.setCustomValidity(forbidden.test(input.value) ? said.dataset.control : '');
            }
          };

          // The fields and groups that belong to a group itself and not to one within it.
          const members = (group) => [...group.querySelectorAll('[data-kind]')].filter(
            (member) => member.parentElement.closest('[data-group]') === group);

          // undefined: nothing is said about it.
          const value = (member, before) => {
            const text = member.value === undefined ? '' : member.value.trim();
            switch (member.dataset.kind) {
              case 'list': {
                const items = [...member.querySelectorAll(':scope > .rows > .row')].map((row) => {
                  if (row.dataset.of === 'record') return object(row, row.given) ?? {};
                  return value(members(row)[0]);
                }).filter((item) => item !== undefined);
                const isEmpty = member.querySelector(':scope > .item > .none > input').checked;
                return items.length > 0 || isEmpty ? items : undefined;
              }
              case 'record': return object(member, before);
              case 'boolean': return text === '' ? undefined : text === 'true';
              case 'whole': return text === '' ? undefined : new Whole(text);
              case 'rate': return text === '' ? undefined : withSign(text);
              case 'time': {
                if (text === '') return undefined;
                const zone = member.parentElement.querySelector('.zone').value.trim();
                return (text.length === 16 ? text + ':00' : text) + zone;
              }
              case 'text': return member.value === '' ? undefined : member.value;
              default: return text === '' ? undefined : text;
            }
          };

          // A whole number as it is typed: it may be larger than what the browser counts exactly.
          class Whole { constructor(text) { this.text = text.replace(/^(-?)0+(?=\d)/, '$1'); } }

          const withSign = (text) => /^-?[0-9.]+$/.test(text) ? text + '%' : text;

          const object = (group, before) => {
            const result = {};
            const own = members(group);
            const names = new Set(own.map((member) => member.dataset.name));
            for (const [key, item] of Object.entries(before ?? {})) {
              if (!names.has(key) || item === null) result[key] = item;
            }
            for (const member of own) {
              const found = value(member, before?.[member.dataset.name]);
              if (found !== undefined) result[member.dataset.name] = found;
            }
            return Object.keys(result).length > 0 ? result : undefined;
          };

          const json = (item, indent) => {
            if (item instanceof Whole) return item.text;
            if (item === null || typeof item !== 'object') return JSON.stringify(item);
            const inner = indent + '  ';
            const isList = Array.isArray(item);
            const parts = isList
              ? item.map((part) => inner + json(part, inner))
              : Object.entries(item).map(([key, part]) => inner + JSON.stringify(key) + ': ' + json(part, inner));
            const [open, close] = isList ? '[]' : '{}';
            return parts.length === 0 ? open + close : open + '\n' + parts.join(',\n') + '\n' + indent + close;
          };

          const add = (list) => {
            count += 1;
            const rows = list.querySelector(':scope > .rows');
            const markup = list.querySelector(':scope > template').innerHTML;
            rows.insertAdjacentHTML('beforeend', markup.replaceAll(list.dataset.token, '-' + count));
            number(list);
            return rows.lastElementChild;
          };

          // Puts a value where it belongs; the names of those that find no room are kept.
          const set = (member, item, lost) => {
            if (item === null || item === undefined) return;
            switch (member.dataset.kind) {
              case 'list':
                if (!Array.isArray(item)) return lost.push(member.dataset.name);
                for (const part of item) {
                  const row = add(member);
                  if (row.dataset.of === 'record') {
                    row.given = part;
                    fill(row, part, lost);
                  } else {
                    set(members(row)[0], part, lost);
                  }
                }
                member.querySelector(':scope > .item > .none > input').checked = item.length === 0;
                return;
              case 'record': return fill(member, item, lost);
              case 'time': {
                const found = /^(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?)(Z|[+-]\d\d:\d\d)$/.exec(String(item));
                if (!found) return lost.push(member.dataset.name);
                member.value = found[1];
                member.parentElement.querySelector('.zone').value = found[2];
                return;
              }
              default: {
                const text = item instanceof Whole ? item.text : String(item);
                member.value = text;
                // A choice that is not among the choices, a day that is none.
                if (member.value !== text.replace(/\r\n?/g, '\n')) lost.push(member.dataset.name);
              }
            }
          };

          const fill = (group, item, lost) => {
            if (item === null || typeof item !== 'object') return;
            for (const member of members(group)) set(member, item[member.dataset.name], lost);
          };

          // Figures stay as they are written; browsers count only some of them exactly.
          const parse = (text) => JSON.parse(text, (key, item, context) =>
            typeof item === 'number' && context?.source !== undefined ? new Whole(context.source) : item);

          const take = (text) => {
            let item;
            try { item = parse(text); } catch { item = undefined; }
            if (item === null || typeof item !== 'object' || typeof item.facts !== 'object') {
              taken.textContent = taken.dataset.unreadable;
              return;
            }
            if (item.case !== undefined && item.case !== form.dataset.case) {
              taken.textContent = taken.dataset.other;
              return;
            }
            form.reset();
            form.querySelectorAll('.row').forEach((row) => row.remove());
            given = item;
            const lost = [];
            form.elements['case-id'].value = item.id ?? '';
            form.elements['case-as-of'].value = item['as-of'] ?? '';
            const organisation = form.elements['case-organisation'];
            if (organisation && item.organisation !== undefined) {
              organisation.value = item.organisation;
              if (organisation.value !== item.organisation) lost.push('organisation');
            }
            fill(document.getElementById('facts'), item.facts, lost);
            tell();
            taken.textContent = lost.length > 0 ? taken.dataset.partly + lost.join(', ') : taken.dataset.taken;
          };

          const make = () => {
            form.classList.add('tried');
            form.querySelectorAll('input, textarea').forEach((input) => { if (input !== output) check(input); });
            if (!form.reportValidity()) {
              output.value = '';
              say('faulty');
              return false;
            }
            const result = { ...given, case: form.dataset.case, id: form.elements['case-id'].value.trim(),
              'as-of': form.elements['case-as-of'].value };
            delete result.organisation;
            if (form.elements['case-organisation']?.value) {
              result.organisation = form.elements['case-organisation'].value;
            }
            result.facts = object(document.getElementById('facts'), given.facts) ?? {};
            output.value = json(result, '') + '\n';
            say('made');
            return true;
          };

          // What the facts still lack: what may be absent is not among it, nor what belongs to something that may be.
          const open = document.getElementById('open');
          const title = (member) => (member.dataset.kind === 'list'
            ? member.querySelector(':scope > legend') : form.querySelector(`label[for="${CSS.escape(member.id)}"]`)
          )?.firstChild?.textContent ?? member.dataset.name;
          const tell = () => {
            const lacking = [...document.querySelectorAll('#facts [data-kind]')].filter((member) =>
              member.dataset.kind !== 'record' && !member.closest('.optional') && value(member) === undefined);
            const links = lacking.map((member) => {
              const link = document.createElement('a');
              link.textContent = title(member);
              link.href = '#' + (member.id || '');
              link.addEventListener('click', (event) => {
                event.preventDefault();
                (member.matches('fieldset') ? member.querySelector('button.add') : member).focus();
              });
              const entry = document.createElement('li');
              entry.append(link);
              return entry;
            });
            open.querySelector('ul').replaceChildren(...links);
            open.querySelector('p').textContent = lacking.length > 0 ? open.dataset.open : open.dataset.complete;
          };
          tell();

          form.addEventListener('input', (event) => {
            if (event.target !== output) check(event.target);
            tell();
          });
          form.addEventListener('change', (event) => {
            const input = event.target;
            if (input.id === 'given' && input.files.length > 0) {
              // Choosing the file again takes it in again.
              input.files[0].text().then((text) => { input.value = ''; take(text); });
            } else if (input.dataset.kind === 'rate') {
              input.value = withSign(input.value.trim());
            }
            tell();
          });
          form.addEventListener('submit', (event) => { event.preventDefault(); make(); });
          form.addEventListener('click', (event) => {
            const button = event.target.closest('button');
            if (!button) return;
            const list = button.closest('[data-kind=list]');
            if (button.classList.contains('add')) {
              add(list).querySelector('input, select, textarea')?.focus();
              tell();
            } else if (button.classList.contains('remove')) {
              button.closest('.row').remove();
              number(list);
              list.querySelector(':scope > .add').focus();
              tell();
            } else if (button.id === 'save' && make()) {
              const link = document.createElement('a');
              link.href = URL.createObjectURL(new Blob([output.value], { type: 'application/json' }));
              link.download = form.elements['case-id'].value.trim().replace(/[\\/:*?"<>|\u0000-\u001F]/g, '_') + '.json';
              link.click();
              setTimeout(() => URL.revokeObjectURL(link.href), 1000);
            } else if (button.id === 'copy' && make()) {
              output.select();
              if (navigator.clipboard && window.isSecureContext) {
                navigator.clipboard.writeText(output.value).then(() => say('copied'), () => {});
              } else if (document.execCommand('copy')) {
                say('copied');
              }
            }
          });
        })();
        """#
}
