/// A little script for search and filters; every page reads without it.
enum SiteScript {
    /// By which a page names it as the only script that may run; a test computes it anew.
    static let hash = "sha256-ic2H00TatvM3pkS6scthSN8PK2nx/6ukZ8ebg4uTxRY="

    static let text = """
        (function(){
        var box=document.getElementById("search"),kind=document.getElementById("filter"),told=document.getElementById("found");
        if(!box&&!kind)return;
        var items=[].slice.call(document.querySelectorAll("[data-item]"));
        function show(){
          var words=(box?box.value:"").toLowerCase().split(/\\s+/).filter(Boolean),wanted=kind?kind.value:"",count=0;
          items.forEach(function(item){
            var text=item.textContent.toLowerCase();
            var ok=words.every(function(word){return text.indexOf(word)>=0})&&(!wanted||item.getAttribute("data-item")===wanted);
            item.hidden=!ok;if(ok)count++;
          });
          if(told)told.textContent=count+" / "+items.length;
        }
        if(box)box.form.addEventListener("submit",function(event){event.preventDefault()});
        if(box)box.addEventListener("input",show);
        if(kind)kind.addEventListener("change",show);
        show();
        })();
        """
}
