/// A little script for search, filters and the decisions of a reviewer; every page reads without it.
enum SiteScript {
    /// By which a page names it as the only script that may run; a test computes it anew.
    static let hash = "sha256-7DGAI8LUUtKfWWSbTQ/IFaDe9AM4V2LP8+TWfbv8hxI="

    static let text = """
        (function(){
        var box=document.getElementById("search"),kind=document.getElementById("filter"),told=document.getElementById("found");
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
        if(box||kind)show();
        var form=document.getElementById("decisions"),keyed=[].slice.call(document.querySelectorAll("[data-key]"));
        if(!form||!keyed.length)return;
        var words=form.dataset,shelf="writ-decisions-"+words.site,said={};
        function keep(){try{localStorage.setItem(shelf,JSON.stringify(said))}catch(error){}tell()}
        function tell(){document.getElementById("count").textContent=" "+Object.keys(said).length}
        try{said=JSON.parse(localStorage.getItem(shelf))||{}}catch(error){said={}}
        function make(name,parent,text){var made=document.createElement(name);if(text)made.textContent=text;parent.appendChild(made);return made}
        keyed.forEach(function(place){
          var key=place.dataset.key,digest=place.dataset.digest;
          if(said[key]&&said[key].digest!==digest)delete said[key];
          var box=make("details",place.tagName==="TR"?place.lastElementChild:place);box.className="decide";
          make("summary",box,words.decide);
          var pick=make("select",box),text=make("textarea",box);
          pick.setAttribute("aria-label",words.decide+" "+key);text.setAttribute("aria-label",words.remarks+" "+key);text.rows=2;
          [["",words.none],["accepted",words.accepted],["rejected",words.rejected],["commented",words.commented]].forEach(function(one){make("option",pick,one[1]).value=one[0]});
          if(said[key]){pick.value=said[key].decision;text.value=said[key].remarks;box.open=true}
          function change(){
            if(pick.value===""&&text.value.trim()!=="")pick.value="commented";
            if(pick.value==="")delete said[key];else said[key]={digest:digest,decision:pick.value,remarks:text.value.trim()};
            keep();
          }
          pick.addEventListener("change",change);text.addEventListener("change",change);
        });
        var name=document.getElementById("reviewer"),day=document.getElementById("decided"),now=new Date();
        day.value=new Date(now.getTime()-now.getTimezoneOffset()*60000).toISOString().slice(0,10);
        form.hidden=false;tell();
        form.addEventListener("submit",function(event){event.preventDefault()});
        document.getElementById("hand-back").addEventListener("click",function(){
          var who=name.value.trim().replace(/\\s+/g," ");
          name.setAttribute("aria-invalid",who?"false":"true");
          if(!who){name.focus();return}
          if(!day.value){day.focus();return}
          var lines=Object.keys(said).sort().map(function(key){
            var one=said[key];
            return JSON.stringify({item:key,digest:one.digest,reviewer:who,date:day.value,decision:one.decision,remarks:one.remarks});
          });
          if(!lines.length)return;
          var link=make("a",form);link.hidden=true;
          link.href=URL.createObjectURL(new Blob([lines.join("\\n")+"\\n"],{type:"application/jsonl"}));
          link.download="decisions-"+who.replace(/[\\/:*?"<>|]/g,"_")+"-"+day.value+".jsonl";
          link.click();form.removeChild(link);
        });
        })();
        """
}
