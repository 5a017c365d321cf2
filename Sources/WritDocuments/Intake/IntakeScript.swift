/// What an intake page does: rows that come and go, and the case in case-data format. It speaks to nobody: the page works
/// from disk, and what is typed stays on the machine.
enum IntakeScript {
    /// By which a page names it as the only script that may run; a test computes it anew.
    static let hash = "sha256-A2IFz65dOkzVY5LlHjAngRYWBaSW1f6LbP58x+NCbCE="

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

          const number = (list) => list.querySelectorAll(':scope > .rows > .row').forEach((row, index) => {
            row.querySelectorAll(':scope > .name .position, :scope > button .position').forEach((place) => {
              place.textContent = index + 1;
            });
          });

          const check = (input) => {
            if (input.type === 'text') {
              input.setCustomValidity(forbidden.test(input.value) ? said.dataset.control : '');
            }
          };

          // The fields and groups that belong to a group itself and not to one within it.
          const members = (group) => [...group.querySelectorAll('[data-kind]')].filter(
            (member) => member.parentElement.closest('[data-group]') === group);

          // undefined: nothing is said about it.
          const value = (member) => {
            const text = member.value === undefined ? '' : member.value.trim();
            switch (member.dataset.kind) {
              case 'list': {
                const items = [...member.querySelectorAll(':scope > .rows > .row')].map((row) => {
                  if (row.dataset.of === 'record') return object(row) ?? {};
                  return value(members(row)[0]);
                }).filter((item) => item !== undefined);
                const isEmpty = member.querySelector(':scope > .item > .none > input').checked;
                return items.length > 0 || isEmpty ? items : undefined;
              }
              case 'record': return object(member);
              case 'boolean': return text === '' ? undefined : text === 'true';
              case 'whole': return text === '' ? undefined : new Whole(text);
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

          const object = (group) => {
            const result = {};
            for (const member of members(group)) {
              const found = value(member);
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

          const make = () => {
            form.classList.add('tried');
            form.querySelectorAll('input').forEach(check);
            if (!form.reportValidity()) {
              output.value = '';
              say('faulty');
              return false;
            }
            const result = { case: form.dataset.case, id: form.elements['case-id'].value.trim(),
              'as-of': form.elements['case-as-of'].value };
            if (form.elements['case-organisation']?.value) {
              result.organisation = form.elements['case-organisation'].value;
            }
            result.facts = object(document.getElementById('facts')) ?? {};
            output.value = json(result, '') + '\n';
            say('made');
            return true;
          };

          form.addEventListener('input', (event) => { if (event.target !== output) check(event.target); });
          form.addEventListener('submit', (event) => { event.preventDefault(); make(); });
          form.addEventListener('click', (event) => {
            const button = event.target.closest('button');
            if (!button) return;
            const list = button.closest('[data-kind=list]');
            if (button.classList.contains('add')) {
              count += 1;
              const rows = list.querySelector(':scope > .rows');
              const markup = list.querySelector(':scope > template').innerHTML;
              rows.insertAdjacentHTML('beforeend', markup.replaceAll(list.dataset.token, '-' + count));
              number(list);
              rows.lastElementChild.querySelector('input, select')?.focus();
            } else if (button.classList.contains('remove')) {
              button.closest('.row').remove();
              number(list);
              list.querySelector(':scope > .add').focus();
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
