// What the browser tests need of the page and Rust would say in many more words.

/** Fires an event as a browser does: `kind` is its class, `init` what is special to it. */
export function fire(target, kind, name, init) {
  return fireAt(target, kind, name, init);
}

/** The same as if it had been then, in milliseconds of the page's life. */
export function fireAt(target, kind, name, init, timeStamp) {
  const event = new window[kind](name, { bubbles: true, composed: true, cancelable: true, ...init });
  if (timeStamp !== undefined) Object.defineProperty(event, "timeStamp", { value: timeStamp });
  target.dispatchEvent(event);
  return event;
}

/** The next frame, or a tenth of a second where a hidden page draws none. */
export function frame() {
  return new Promise((resolve) => {
    requestAnimationFrame(resolve);
    setTimeout(resolve, 100);
  });
}

/** What loads the English texts, as the page's loader gives it. */
export function loadEnglish() {
  const url = "/dist/bao-cao.en.txt";
  return async () => {
    const answer = await fetch(url).catch((error) => Promise.reject(new Error(`${url}: ${error.message}`)));
    return answer.text();
  };
}

/** Keeps every event of an element in the order of arrival, as `[name, detail]`. */
export function watch(host) {
  const seen = [];
  for (const name of ["ready", "change", "before-submit", "submitted", "sign-in-needed", "error", "activity"]) {
    host.addEventListener(`bao-cao-${name}`, (event) => seen.push([name, event.detail]));
  }
  return seen;
}

/** Answers the page's requests: `answer` gets what is sent and gives `[status, body]`; status 0 is no answer. */
export function stubFetch(answer) {
  const real = window.fetch;
  window.fetch = async (url, init) => {
    const request = new Request(url, init);
    const body = await request.clone().text();
    const { method, credentials, redirect } = request;
    const headers = Object.fromEntries(request.headers);
    const [status, text] = await answer({ url: request.url, method, credentials, redirect, body, headers });
    if (!status) throw new TypeError("no network");
    return new Response(text, { status });
  };
  return () => (window.fetch = real);
}

/** Gives the form a device of its own: databases under another name, or none at all. */
export function device(name, isBlocked) {
  const real = IDBFactory.prototype.open;
  IDBFactory.prototype.open = function (database, version) {
    if (isBlocked) throw new DOMException("storage is switched off", "SecurityError");
    return real.call(this, `${name}/${database}`, version);
  };
  return () => (IDBFactory.prototype.open = real);
}

/** Makes a database by hand, with the stores and records that are given, and closes it. */
export function makeDatabase(name, version, stores) {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version);
    request.onupgradeneeded = () => {
      for (const [store, records] of Object.entries(stores)) {
        const made = request.result.createObjectStore(store);
        for (const [key, value] of records) made.put(value, key);
      }
    };
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      request.result.close();
      resolve();
    };
  });
}

/** Writes into a database as another page would. */
export function putInto(name, store, key, value) {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const transaction = request.result.transaction(store, "readwrite");
      transaction.objectStore(store).put(value, key);
      transaction.onabort = () => reject(transaction.error);
      transaction.oncomplete = () => {
        request.result.close();
        resolve();
      };
    };
  });
}

/** Has a database to itself, as another page may, until what it gives is called. */
export function holdDatabase(name) {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const database = request.result;
      const transaction = database.transaction([...database.objectStoreNames], "readwrite");
      let isHeld = true;
      // It ends as soon as nothing is asked of it.
      const hold = () => {
        if (isHeld) transaction.objectStore(database.objectStoreNames[0]).count().onsuccess = hold;
      };
      hold();
      transaction.oncomplete = () => database.close();
      resolve(() => (isHeld = false));
    };
  });
}

/** Reads a database as it is: its version, and `store → [[key, value]]`. */
export function readDatabase(name) {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onerror = () => reject(request.error);
    request.onsuccess = async () => {
      const database = request.result;
      const whole = (asked) => new Promise((done, fail) => {
        asked.onsuccess = () => done(asked.result);
        asked.onerror = () => fail(asked.error);
      });
      const stores = {};
      for (const name of database.objectStoreNames) {
        const keys = await whole(database.transaction(name).objectStore(name).getAllKeys());
        const values = await whole(database.transaction(name).objectStore(name).getAll());
        stores[name] = keys.map((key, i) => [key, values[i]]);
      }
      database.close();
      resolve({ version: database.version, stores });
    };
  });
}

/** Counts how often a script, not the officer, sets the value of a control. */
export function spyOnValue(control) {
  const { get, set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), "value");
  const spy = { sets: 0, type: (text) => set.call(control, text) };
  Object.defineProperty(control, "value", {
    configurable: true,
    get() {
      return get.call(control);
    },
    set(text) {
      spy.sets += 1;
      set.call(control, text);
    },
  });
  return spy;
}

/** Does something each time a report has been handed to the device, before it is there. */
export function onEachWrite(acts) {
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (...given) {
    if (this.name === "records") queueMicrotask(acts);
    return put.apply(this, given);
  };
  return () => (IDBObjectStore.prototype.put = put);
}

/** Moves the device's clock, for what asks it from now on. */
export function moveClock(milliseconds) {
  const real = Date.now;
  Date.now = () => real.call(Date) + milliseconds;
  return () => (Date.now = real);
}

/** Gives a file input a file, as if the officer had chosen it. */
export function putFile(input, name, text) {
  const chosen = new DataTransfer();
  chosen.items.add(new File([text], name, { type: "application/json" }));
  input.files = chosen.files;
  fire(input, "Event", "change", {});
}

/** Keeps the files that are given to the officer, as texts, and has the browser save none. */
export function catchFiles() {
  const [{ createObjectURL }, { click }, files] = [URL, HTMLAnchorElement.prototype, []];
  URL.createObjectURL = (blob) => {
    blob.text().then((text) => files.push(text));
    return createObjectURL.call(URL, blob);
  };
  HTMLAnchorElement.prototype.click = () => {};
  const restore = () => {
    URL.createObjectURL = createObjectURL;
    HTMLAnchorElement.prototype.click = click;
  };
  return { files, restore };
}
