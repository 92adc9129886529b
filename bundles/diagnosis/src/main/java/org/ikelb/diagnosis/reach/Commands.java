package org.ikelb.diagnosis.reach;

import java.util.stream.Collectors;
import org.ikelb.ike.Octets;

/**
 * What a client is to run: it sends the requests of a test to both ports, three times, waits a
 * second each time, and says how many answers came.
 *
 * <p>Immutable and thread-safe.
 *
 * @param host goes into the commands as it is
 */
record Commands(String host, String token, Octets random) {
  private static final String SIZES =
      Requests.SIZES.stream().map(String::valueOf).collect(Collectors.joining(","));

  private static final String HINT = "What arrived there: ikelb reachability ";

  /** One line for Windows PowerShell 5.1; it needs no module and no rights. */
  String powerShell() {
    String body = Requests.body(random);
    return ("$h='%HOST%';$n=%SIZES%;"
            + "foreach($p in 500,4500){"
            + "$u=New-Object Net.Sockets.UdpClient($h,$p);$u.Client.ReceiveBufferSize=262144;"
            + "$m='';if($p -eq 4500){$m='00000000'};$k=$m.Length/2;$g=@{};foreach($s in $n){$g[$s]=0};"
            + "foreach($r in 0..2){"
            + "for($i=0;$i -lt $n.Count;$i++){$s=$n[$i];"
            + "$x=$m+'%TOKEN%'+('{0:x2}{1:x2}{2:x2}' -f $i,$r,$g[$s])+'0000000000000000%FIELDS%'"
            + "+('{0:x8}' -f [int]($s-$k))+'%BODY%'+('{0:x8}' -f [int]($s-$k-%REST%));"
            + "$d=New-Object byte[] $s;"
            + "for($j=0;$j -lt $x.Length/2;$j++){$d[$j]=[Convert]::ToByte($x.Substring(2*$j,2),16)};"
            + "try{[void]$u.Send($d,$s)}catch{}};"
            + "$e=(Get-Date).AddSeconds(1);"
            + "while((Get-Date) -lt $e){try{if($u.Available){"
            + "$a=New-Object Net.IPEndPoint([Net.IPAddress]::Any,0);$d=$u.Receive([ref]$a);"
            + "$t=[BitConverter]::ToString($d,$k,5).Replace('-','');"
            + "if($t -eq '%TOKEN%' -and $g.ContainsKey($d.Length)){$g[$d.Length]++}}"
            + "else{Start-Sleep -Milliseconds 20}}catch{Start-Sleep -Milliseconds 20}}};"
            + "$u.Close();"
            + "\"UDP $p, answers to %ROUNDS% requests of each size: \""
            + "+(($n|ForEach-Object{\"$_ bytes $($g[$_])\"}) -join ', ')};"
            + "'%HINT%%TOKEN%'")
        .replace("%HOST%", host)
        .replace("%SIZES%", SIZES)
        .replace("%TOKEN%", token)
        .replace("%FIELDS%", Requests.FIELDS)
        .replace("%BODY%", body)
        .replace("%REST%", String.valueOf(Requests.withoutPadding(body) - 4))
        .replace("%ROUNDS%", String.valueOf(Requests.ROUNDS))
        .replace("%HINT%", HINT);
  }

  /** Some lines for a POSIX shell with python3; no rights are needed. */
  String shell() {
    String body = Requests.body(random);
    return """
        python3 -c '
        import select,socket,struct,sys,time
        host,token,sizes="%HOST%",bytes.fromhex("%TOKEN%"),(%SIZES%)
        fields,body=bytes.fromhex("%FIELDS%"),bytes.fromhex("%BODY%")
        for port in 500,4500:
         marker=bytes(4) if port==4500 else b""
         family,_,_,_,there=socket.getaddrinfo(host,port,0,socket.SOCK_DGRAM)[0]
         u=socket.socket(family,socket.SOCK_DGRAM)
         if sys.platform=="linux" and family==socket.AF_INET: u.setsockopt(0,10,0)
         got=dict.fromkeys(sizes,0)
         for r in range(%ROUNDS%):
          for i,n in enumerate(sizes):
           b=n-len(marker); pad=b-28-len(body)
           m=marker+token+bytes((i,r,got[n]))+bytes(8)+fields+struct.pack(">I",b)+body
           try: u.sendto(m+struct.pack(">I",pad)+bytes(pad-4),there)
           except OSError as e: print("UDP %d, %d bytes: %s"%(port,n,e))
          end=time.time()+1
          while select.select([u],[],[],max(0,end-time.time()))[0]:
           d=u.recv(9999); k=len(marker)
           if d[k:k+5]==token and len(d) in got: got[len(d)]+=1
         print("UDP %d, answers to %ROUNDS% requests of each size:"%port,", ".join("%d bytes %d"%x for x in got.items()))
        print("%HINT%%TOKEN%")
        '"""
        .replace("%HOST%", host)
        .replace("%SIZES%", SIZES)
        .replace("%TOKEN%", token)
        .replace("%FIELDS%", Requests.FIELDS)
        .replace("%BODY%", body)
        .replace("%ROUNDS%", String.valueOf(Requests.ROUNDS))
        .replace("%HINT%", HINT);
  }
}
