/** How people come to trust a certificate of the site's own making. */
import type { Express } from 'express';
import type { LocalAuthority } from './local-authority.ts';

export function mountTrustPage(app: Express, authority: LocalAuthority): void {
  app.get('/trust', (_request, response) => {
    response.type('html').send(PAGE);
  });
  app.get('/trust/authority.crt', (_request, response) => {
    response
      .type('application/x-x509-ca-cert')
      .set('content-disposition', 'attachment; filename="lianqin-authority.crt"');
    response.send(authority.authorityPem);
  });
}

const PAGE = `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>信任本站证书 · 联勤</title>
<style>
  body { max-width: 42rem; margin: 3rem auto; padding: 0 1rem; font: 16px/1.7 system-ui, sans-serif; color: #ddd; background: #15181c; }
  a { color: #6cb2ff; } code { background: #24292f; padding: .1em .35em; border-radius: 3px; } h2 { margin-top: 2.5rem; }
</style>
<h1>信任本站证书</h1>
<p>本站使用自建的证书。每台电脑只需信任一次本站的颁发机构，浏览器就不再告警，语音、定位等功能也才可用。</p>
<p><a href="/trust/authority.crt" download>下载颁发机构证书</a>，并与管理员核对其来源，然后：</p>
<ol>
  <li>Windows：双击文件 → 安装证书 → 本地计算机 → 受信任的根证书颁发机构。</li>
  <li>统信 UOS、银河麒麟、Linux：浏览器设置 → 隐私和安全 → 管理证书 → 授权机构 → 导入，勾选「信任此证书标识网站」。</li>
  <li>Android：设置 → 安全 → 加密与凭据 → 安装证书 → CA 证书。</li>
</ol>
<p>完成后重新打开浏览器。</p>
<section lang="en">
<h2>Trust this site’s certificate</h2>
<p>This site made its own certificate. Trust its authority once on each computer and the browser stops warning.
<a href="/trust/authority.crt" download>Download the authority’s certificate</a>, make sure with your administrator that it is the right one, then:</p>
<ol>
  <li>Windows: open the file → Install Certificate → Local Machine → Trusted Root Certification Authorities.</li>
  <li>Linux: browser settings → Privacy and security → Manage certificates → Authorities → Import, for identifying websites.</li>
  <li>Android: Settings → Security → Encryption &amp; credentials → Install a certificate → CA certificate.</li>
</ol>
</section>
</html>`;
