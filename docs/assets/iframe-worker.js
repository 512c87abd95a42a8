// Opened from the file system, browsers refuse workers. The search then runs in a hidden frame that takes the same
// messages: same interface, no thread. From a server nothing changes.
(() => {
  if (location.protocol !== "file:") return;

  class FrameWorker extends EventTarget {
    constructor(url) {
      super();
      this.onmessage = null;
      this.waiting = [];
      const frame = document.createElement("iframe");
      frame.hidden = true;
      document.body.append(frame);
      const inside = frame.contentWindow;
      inside.document.open();
      inside.document.write("<!doctype html><title>Recherche</title><body></body>");
      inside.document.close();
      this.inside = inside;
      const script = (address) =>
        new Promise((resolve, reject) => {
          const one = inside.document.createElement("script");
          one.src = new URL(address, document.baseURI);
          one.onload = resolve;
          one.onerror = reject;
          inside.document.body.append(one);
        });
      // Scripts are loaded one after the other; a caller that awaits the last one has them all.
      let last = Promise.resolve();
      inside.importScripts = (...addresses) => {
        for (const address of addresses) last = last.then(() => script(address));
        return last;
      };
      inside.postMessage = (data) => {
        const event = new MessageEvent("message", { data });
        this.dispatchEvent(event);
        if (this.onmessage) this.onmessage(event);
      };
      this.ready = script(url);
    }

    postMessage(data) {
      this.ready.then(() => this.inside.dispatchEvent(new this.inside.MessageEvent("message", { data })));
    }

    terminate() {
      this.inside.frameElement.remove();
    }
  }

  // The search looks for this name to know where its own files are.
  window.IFrameWorker = FrameWorker;
  window.Worker = FrameWorker;
})();
