#!/usr/bin/perl
# A second verifier of exports of the access log, written from docs/reference/access-log-format.md alone.
# Perl without any module, as a bare Debian has it:  perl verify.pl EXPORT...   One verdict per line.
use strict;
use warnings;
use integer;    # 64 bits that wrap

package Refused { sub new { my ($class, $code, $line) = @_; return bless { code => $code, line => $line }, $class } }
sub refuse { my ($code, $line) = @_; die Refused->new($code, $line) }

# ---- FIPS 180-4 --------------------------------------------------------------------------------------------

my @primes;
for (my $n = 2; @primes < 80; $n++) { push @primes, $n unless grep { $n % $_ == 0 } @primes }
my @K512 = map { hex64($_) } qw(
  428a2f98d728ae22 7137449123ef65cd b5c0fbcfec4d3b2f e9b5dba58189dbbc 3956c25bf348b538 59f111f1b605d019 923f82a4af194f9b
  ab1c5ed5da6d8118 d807aa98a3030242 12835b0145706fbe 243185be4ee4b28c 550c7dc3d5ffb4e2 72be5d74f27b896f 80deb1fe3b1696b1
  9bdc06a725c71235 c19bf174cf692694 e49b69c19ef14ad2 efbe4786384f25e3 0fc19dc68b8cd5b5 240ca1cc77ac9c65 2de92c6f592b0275
  4a7484aa6ea6e483 5cb0a9dcbd41fbd4 76f988da831153b5 983e5152ee66dfab a831c66d2db43210 b00327c898fb213f bf597fc7beef0ee4
  c6e00bf33da88fc2 d5a79147930aa725 06ca6351e003826f 142929670a0e6e70 27b70a8546d22ffc 2e1b21385c26c926 4d2c6dfc5ac42aed
  53380d139d95b3df 650a73548baf63de 766a0abb3c77b2a8 81c2c92e47edaee6 92722c851482353b a2bfe8a14cf10364 a81a664bbc423001
  c24b8b70d0f89791 c76c51a30654be30 d192e819d6ef5218 d69906245565a910 f40e35855771202a 106aa07032bbd1b8 19a4c116b8d2d0c8
  1e376c085141ab53 2748774cdf8eeb99 34b0bcb5e19b48a8 391c0cb3c5c95a63 4ed8aa4ae3418acb 5b9cca4f7763e373 682e6ff3d6b2b8a3
  748f82ee5defb2fc 78a5636f43172f60 84c87814a1f0ab72 8cc702081a6439ec 90befffa23631e28 a4506cebde82bde9 bef9a3f7b2c67915
  c67178f2e372532b ca273eceea26619c d186b8c721c0c207 eada7dd6cde0eb1e f57d4f7fee6ed178 06f067aa72176fba 0a637dc5a2c898a6
  113f9804bef90dae 1b710b35131c471b 28db77f523047d84 32caab7b40c72493 3c9ebe0a15c9bebc 431d67c49c100d4c 4cc5d4becb3e42b6
  597f299cfc657e2a 5fcb6fab3ad6faec 6c44198c4a475817);
my @H512 = map { hex64($_) } qw(6a09e667f3bcc908 bb67ae8584caa73b 3c6ef372fe94f82b a54ff53a5f1d36f1
  510e527fade682d1 9b05688c2b3e6c1f 1f83d9abfb41bd6b 5be0cd19137e2179);
my @K256 = map { ($_ >> 32) & 0xffffffff } @K512[0 .. 63];
my @H256 = map { ($_ >> 32) & 0xffffffff } @H512;

sub hex64 { return unpack('q>', pack('H16', $_[0])) }

sub sha256 {
  my ($data) = @_;
  my $bits = 8 * length $data;
  $data .= "\x80" . "\0" x ((55 - length $data) % 64 + ((55 - length $data) % 64 < 0 ? 64 : 0)) . pack('q>', $bits);
  my @h = @H256;
  for (my $at = 0; $at < length $data; $at += 64) {
    my @w = unpack('N16', substr($data, $at, 64));
    for my $i (16 .. 63) {
      my ($x, $y) = ($w[$i - 15], $w[$i - 2]);
      my $s = (($x >> 7) | ($x << 25)) ^ (($x >> 18) | ($x << 14)) ^ ($x >> 3);
      my $t = (($y >> 17) | ($y << 15)) ^ (($y >> 19) | ($y << 13)) ^ ($y >> 10);
      $w[$i] = ($w[$i - 16] + ($s & 0xffffffff) + $w[$i - 7] + ($t & 0xffffffff)) & 0xffffffff;
    }
    my ($a, $b, $c, $d, $e, $f, $g, $k) = @h;
    for my $i (0 .. 63) {
      my $s = ((($e >> 6) | ($e << 26)) ^ (($e >> 11) | ($e << 21)) ^ (($e >> 25) | ($e << 7))) & 0xffffffff;
      my $t = $k + $s + (($e & $f) ^ (~$e & $g)) + $K256[$i] + $w[$i];
      my $u = ((($a >> 2) | ($a << 30)) ^ (($a >> 13) | ($a << 19)) ^ (($a >> 22) | ($a << 10))) & 0xffffffff;
      $u += ($a & $b) ^ ($a & $c) ^ ($b & $c);
      ($k, $g, $f, $e, $d, $c, $b, $a) = ($g, $f, $e, ($d + $t) & 0xffffffff, $c, $b, $a, ($t + $u) & 0xffffffff);
    }
    my @sum = ($a, $b, $c, $d, $e, $f, $g, $k);
    $h[$_] = ($h[$_] + $sum[$_]) & 0xffffffff for 0 .. 7;
  }
  return pack('N8', @h);
}

sub shr { return ($_[0] >> $_[1]) & ~(-1 << (64 - $_[1])) }
sub ror { return shr($_[0], $_[1]) | ($_[0] << (64 - $_[1])) }

sub sha512 {
  my ($data) = @_;
  my $bits = 8 * length $data;
  my $fill = (111 - length $data) % 128;
  $fill += 128 if $fill < 0;
  $data .= "\x80" . "\0" x ($fill + 8) . pack('q>', $bits);
  my @h = @H512;
  for (my $at = 0; $at < length $data; $at += 128) {
    my @w = unpack('q>16', substr($data, $at, 128));
    for my $i (16 .. 79) {
      my ($x, $y) = ($w[$i - 15], $w[$i - 2]);
      $w[$i] = $w[$i - 16] + (ror($x, 1) ^ ror($x, 8) ^ shr($x, 7)) + $w[$i - 7] + (ror($y, 19) ^ ror($y, 61) ^ shr($y, 6));
    }
    my ($a, $b, $c, $d, $e, $f, $g, $k) = @h;
    for my $i (0 .. 79) {
      my $t = $k + (ror($e, 14) ^ ror($e, 18) ^ ror($e, 41)) + (($e & $f) ^ (~$e & $g)) + $K512[$i] + $w[$i];
      my $u = (ror($a, 28) ^ ror($a, 34) ^ ror($a, 39)) + (($a & $b) ^ ($a & $c) ^ ($b & $c));
      ($k, $g, $f, $e, $d, $c, $b, $a) = ($g, $f, $e, $d + $t, $c, $b, $a, $t + $u);
    }
    my @sum = ($a, $b, $c, $d, $e, $f, $g, $k);
    $h[$_] += $sum[$_] for 0 .. 7;
  }
  return pack('q>8', @h);
}

# ---- RFC 8032: numbers modulo 2^255 - 19 as sixteen limbs of sixteen bits ------------------------------------

sub carry {
  my ($o) = @_;
  for my $i (0 .. 15) {
    my $c = $o->[$i] >> 16;
    $o->[$i] -= $c << 16;
    if ($i < 15) { $o->[$i + 1] += $c } else { $o->[0] += 38 * $c }
  }
}
sub fadd { my ($x, $y) = @_; return [map { $x->[$_] + $y->[$_] } 0 .. 15] }
sub fsub { my ($x, $y) = @_; return [map { $x->[$_] - $y->[$_] } 0 .. 15] }
sub fmul {
  my ($x, $y) = @_;
  my @t = (0) x 31;
  for my $i (0 .. 15) { my ($v, $j) = ($x->[$i], $i); $t[$j++] += $v * $_ for @$y }
  $t[$_] += 38 * $t[$_ + 16] for 0 .. 14;
  my $o = [@t[0 .. 15]];
  carry($o); carry($o);
  return $o;
}
sub fpower {    # by an exponent given as bits, the highest first
  my ($x, $bits) = @_;
  my $o = [1, (0) x 15];
  for my $bit (split //, $bits) { $o = fmul($o, $o); $o = fmul($o, $x) if $bit }
  return $o;
}
sub finverse { return fpower($_[0], '1' x 250 . '01011') }
sub fpack {
  my @t = @{ $_[0] };
  carry(\@t) for 1 .. 3;
  for (1 .. 2) {
    my @m = ($t[0] - 0xffed);
    for my $i (1 .. 14) { $m[$i] = $t[$i] - 0xffff - (($m[$i - 1] >> 16) & 1); $m[$i - 1] &= 0xffff }
    $m[15] = $t[15] - 0x7fff - (($m[14] >> 16) & 1);
    my $less = ($m[15] >> 16) & 1;
    $m[14] &= 0xffff;
    @t = @m unless $less;
  }
  return pack('v16', @t);
}
sub funpack { my @t = unpack('v16', $_[0]); $t[15] &= 0x7fff; return \@t }
my $ZERO = [(0) x 16];
my $ONE = [1, (0) x 15];
sub small { return [$_[0] & 0xffff, $_[0] >> 16, (0) x 14] }
my $D = fmul(fsub($ZERO, small(121665)), finverse(small(121666)));
my $D2 = fadd($D, $D);
my $ROOT = fpower(small(2), '1' x 250 . '011');    # of -1: 2 ** ((p - 1) / 4)

sub padd {
  my ($p, $q) = @_;
  my $a = fmul(fsub($p->[1], $p->[0]), fsub($q->[1], $q->[0]));
  my $b = fmul(fadd($p->[0], $p->[1]), fadd($q->[0], $q->[1]));
  my $c = fmul(fmul($p->[3], $q->[3]), $D2);
  my $d = fmul($p->[2], $q->[2]);
  $d = fadd($d, $d);
  my ($e, $f, $g, $h) = (fsub($b, $a), fsub($d, $c), fadd($d, $c), fadd($b, $a));
  return [fmul($e, $f), fmul($h, $g), fmul($g, $f), fmul($e, $h)];
}
sub point {
  my ($bytes) = @_;
  my $y = funpack($bytes);
  my $sign = ord(substr($bytes, 31, 1)) >> 7;
  return undef if fpack($y) ne substr($bytes, 0, 31) . chr(ord(substr($bytes, 31, 1)) & 127);
  my $yy = fmul($y, $y);
  my $square = fmul(fsub($yy, $ONE), finverse(fadd(fmul($D, $yy), $ONE)));
  my $x = fpower($square, '1' x 251 . '0');          # (p + 3) / 8
  $x = fmul($x, $ROOT) if fpack(fmul($x, $x)) ne fpack($square);
  return undef if fpack(fmul($x, $x)) ne fpack($square);
  my $odd = ord(fpack($x)) & 1;
  return undef if $sign && fpack($x) eq fpack($ZERO);
  $x = fsub($ZERO, $x) if $odd != $sign;
  return [$x, $y, $ONE, fmul($x, $y)];
}
my $BASE = point("\x58" . "\x66" x 31);
my @ORDER = unpack('C32', pack('H64', 'edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010'));
sub below_order {
  my @s = unpack('C32', $_[0]);
  for my $i (reverse 0 .. 31) { return $s[$i] < $ORDER[$i] if $s[$i] != $ORDER[$i] }
  return 0;
}
sub mod_order {    # 64 bytes, the lowest first, modulo the order of the base point
  my @x = unpack('C64', $_[0]);
  for my $i (reverse 32 .. 63) {
    my $carry = 0;
    my $j;
    for ($j = $i - 32; $j < $i - 12; $j++) {
      $x[$j] += $carry - 16 * $x[$i] * $ORDER[$j - ($i - 32)];
      $carry = ($x[$j] + 128) >> 8;
      $x[$j] -= $carry << 8;
    }
    $x[$j] += $carry;
    $x[$i] = 0;
  }
  my $carry = 0;
  for my $j (0 .. 31) {
    $x[$j] += $carry - ($x[31] >> 4) * $ORDER[$j];
    $carry = $x[$j] >> 8;
    $x[$j] &= 255;
  }
  $x[$_] -= $carry * $ORDER[$_] for 0 .. 31;
  for my $i (0 .. 31) { $x[$i + 1] += $x[$i] >> 8; $x[$i] &= 255 }
  return pack('C32', @x[0 .. 31]);
}
sub is_signed {
  my ($key, $message, $signature) = @_;
  return 0 if length $signature != 64 || !below_order(substr $signature, 32);
  my $a = point($key) or return 0;
  my $minus = [fsub($ZERO, $a->[0]), $a->[1], $ONE, fsub($ZERO, $a->[3])];
  my $h = mod_order(sha512(substr($signature, 0, 32) . $key . $message));
  my @s = split //, unpack('b256', substr $signature, 32);
  my @k = split //, unpack('b256', $h);
  my $both = padd($BASE, $minus);
  my $sum = [$ZERO, $ONE, $ONE, $ZERO];
  for my $i (reverse 0 .. 255) {
    $sum = padd($sum, $sum);
    $sum = padd($sum, $s[$i] ? $k[$i] ? $both : $BASE : $minus) if $s[$i] || $k[$i];
  }
  my $inverse = finverse($sum->[2]);
  my $packed = fpack(fmul($sum->[1], $inverse));
  my $sign = (ord(fpack(fmul($sum->[0], $inverse))) & 1) << 7;
  return substr($packed, 0, 31) . chr(ord(substr $packed, 31) | $sign) eq substr($signature, 0, 32);
}
(my $beside = __FILE__) =~ s{[^/]*$}{};
require(($beside =~ m{^/} ? "" : "./") . $beside . "export.pl");
exit main(@ARGV);
