# Reads an export line by line and says what is wrong with it. Loaded by verify.pl.
use strict;
use warnings;
use integer;

my $FORMAT = 'throughcare-log-export/1';
my $MOST = 9007199254740991;

my $LETTERS = join '', 'A' .. 'Z', 'a' .. 'z', 0 .. 9, '+', '/';
my %value = map { substr($LETTERS, $_, 1) => $_ } 0 .. 63;
sub to_base64 {
  my $bits = unpack 'B*', $_[0];
  my $text = '';
  for (my $at = 0; $at < length $bits; $at += 6) {
    my $six = substr $bits, $at, 6;
    $text .= substr $LETTERS, oct('0b' . $six . '0' x (6 - length $six)), 1;
  }
  return $text . '=' x (-length($text) % 4 + (-length($text) % 4 < 0 ? 4 : 0));
}
sub from_base64 {
  my ($text, $length) = @_;
  return undef if !defined $text || ref $text || $text !~ m{^[A-Za-z0-9+/]*={0,2}\z};
  (my $letters = $text) =~ tr/=//d;
  my $bits = join '', map { sprintf '%06b', $value{$_} } split //, $letters;
  my $bytes = pack 'B*', substr $bits, 0, length($bits) / 8 * 8;
  return undef if to_base64($bytes) ne $text || defined $length && length $bytes != $length;
  return $bytes;
}

my $UTF8 = qr/^(?:[\x00-\x7f]|[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}
  |\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2})*\z/x;
my %escaped = ('"' => '"', '\\' => '\\', '/' => '/', b => "\b", f => "\f", n => "\n", r => "\r", t => "\t");

sub utf8_bytes { my $character = chr $_[0]; utf8::encode($character); return $character }

sub json_string {
  my ($text) = @_;
  my $out = '';
  while (1) {
    if ($$text =~ /\G([^"\\\x00-\x1f]+)/gc) { $out .= $1 }
    elsif ($$text =~ /\G"/gc) { return $out }
    elsif ($$text =~ /\G\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})/gc) {
      $out .= utf8_bytes(0x10000 + ((hex($1) - 0xd800) << 10) + hex($2) - 0xdc00);
    }
    elsif ($$text =~ /\G\\u([dD][89a-fA-F][0-9a-fA-F]{2})/gc) { $out .= "\xef\xbf\xbd" }
    elsif ($$text =~ /\G\\u([0-9a-fA-F]{4})/gc) { $out .= utf8_bytes(hex $1) }
    elsif ($$text =~ m{\G\\(["\\/bfnrt])}gc) { $out .= $escaped{$1} }
    else { die "json\n" }
  }
}

# Numbers become { number => text }, the words true, false and null { word => text }: nothing is mixed up.
sub json_value {
  my ($text) = @_;
  $$text =~ /\G[ \t\r\n]*/gc;
  if ($$text =~ /\G"/gc) { return json_string($text) }
  if ($$text =~ /\G(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)/gc) { return { number => $1 } }
  if ($$text =~ /\G(true|false|null)/gc) { return { word => $1 } }
  my $open = $$text =~ /\G([\[{])/gc ? $1 : die "json\n";
  my ($close, @list, %object) = ($open eq '[' ? qr/\]/ : qr/\}/);
  $$text =~ /\G[ \t\r\n]*/gc;
  my $empty = $$text =~ /\G$close/gc;
  while (!$empty) {
    if ($open eq '[') { push @list, json_value($text) }
    else {
      $$text =~ /\G[ \t\r\n]*"/gc or die "json\n";
      my $name = json_string($text);
      $$text =~ /\G[ \t\r\n]*:/gc or die "json\n";
      $object{$name} = json_value($text);
    }
    $$text =~ /\G[ \t\r\n]*/gc;
    last if $$text =~ /\G$close/gc;
    $$text =~ /\G,/gc or die "json\n";
  }
  return $open eq '[' ? \@list : { object => \%object };
}
sub parse_line {
  my ($line, $at) = @_;
  my $value = $line =~ $UTF8 && eval { my $read = json_value(\$line); $line =~ /\G[ \t\r\n]*\z/gc or die "json\n"; $read };
  refuse('malformed', $at) if ref $value ne 'HASH' || !$value->{object};
  return $value->{object};
}
sub count_of {    # a whole number that is not negative, or undef
  my ($value) = @_;
  return undef if ref $value ne 'HASH' || !defined $value->{number};
  no integer;
  my $number = $value->{number} + 0;
  return undef if $number < 0 || $number > $MOST || $number != int $number;
  return int $number;
}
sub hashes_of {
  my ($list) = @_;
  return undef if ref $list ne 'ARRAY';
  my @all = map { from_base64($_, 32) } @$list;
  return (grep { !defined } @all) ? undef : \@all;
}

# ---- Keys, notes, checkpoints --------------------------------------------------------------------------------

sub leaf_of { return sha256("\0" . $_[0]) }
sub node_of { return sha256("\1" . $_[0] . $_[1]) }

sub key_of {
  my ($text) = @_;
  return undef if ref $text || $text !~ /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)\z/;
  my ($name, $id, $bytes) = ($1, $2, from_base64($3, 33));
  return undef if !defined $bytes || $bytes !~ /^[\x01\x04]/;
  return undef if unpack('H8', sha256("$name\n$bytes")) ne $id;
  return { text => $text, name => $name, id => $id, type => ord $bytes, key => substr $bytes, 1 };
}
my %checked;
sub read_note {
  my ($note, $keys, $line) = @_;
  refuse('malformed', $line) if ref $note || $note !~ /\n\z/ || $note =~ /[\x00-\x09\x0b-\x1f]/;
  my $parted = rindex $note, "\n\n";
  my @lines = $parted < 0 ? () : split /\n/, substr($note, $parted + 2, -1), -1;
  @lines = ('') if !@lines;
  refuse('malformed', $line) if $parted < 0 || @lines > 64;
  my $body = substr $note, 0, $parted + 1;
  my @signed;
  for my $one (@lines) {
    my ($name, $bytes) = $one =~ /^\xe2\x80\x94 ([^\s+]+) (\S+)\z/ ? ($1, from_base64($2)) : ();
    refuse('malformed', $line) if !defined $bytes || length $bytes < 5;
    my ($key) = grep { $_->{name} eq $name && $_->{id} eq unpack 'H8', $bytes } @$keys;
    next if !$key;
    my ($time, $message, $signature) = (0, $body, substr $bytes, 4);
    if ($key->{type} == 4) {
      refuse('signature_wrong', $line) if length $bytes != 76;
      $time = unpack 'q>', substr $bytes, 4, 8;
      refuse('signature_wrong', $line) if $time < 0;
      ($message, $signature) = ("cosignature/v1\ntime $time\n$body", substr $bytes, 12);
    }
    my $good = $checked{"$key->{text} $message $signature"} //= is_signed($key->{key}, $message, $signature) ? 1 : 0;
    refuse('signature_wrong', $line) if !$good;
    push @signed, $key if !grep { $_ == $key } @signed;
  }
  return ($body, @signed);
}
sub read_checkpoint {
  my ($note, $log, $witnesses, $line) = @_;
  my ($body, @signed) = read_note($note, [$log, @$witnesses], $line);
  my ($origin, $size, $root) = $body =~ /^(.+)\n(0|[1-9]\d{0,15})\n(\S+)\n(?:.+\n)*\z/ ? ($1, $2, from_base64($3, 32)) : ();
  refuse('malformed', $line) if !defined $root || $size > $MOST;
  refuse('signature_unknown', $line) if $origin ne $log->{name} || !grep { $_ == $log } @signed;
  return { size => $size, root => $root, cosigned => @signed - 1 };
}

# ---- Proofs (RFC 9162, 2.1.3.2 and 2.1.4.2) ----------------------------------------------------------------------

sub climb {    # from a place, hashing what lies beside; the first hash of each pair of $pairs stays on the left edge
  my ($place, $last, $proof, $hash, $left) = @_;
  for my $beside (@$proof) {
    return undef if $last == 0;
    if ($place % 2 || $place == $last) {
      ($hash, $left) = (node_of($beside, $hash), defined $left ? node_of($beside, $left) : undef);
      ($place, $last) = ($place / 2, $last / 2) while $place % 2 == 0 && $place != 0;
    }
    else { $hash = node_of($hash, $beside) }
    ($place, $last) = ($place / 2, $last / 2);
  }
  return $last == 0 ? [$hash, $left] : undef;
}
sub is_included {
  my ($index, $leaf, $now, $proof) = @_;
  return 0 if $index >= $now->{size};
  my $made = climb($index, $now->{size} - 1, $proof, $leaf, undef);
  return $made && $made->[0] eq $now->{root};
}
sub is_beginning {
  my ($old, $now, $proof) = @_;
  return 0 if $old->{size} > $now->{size};
  return !@$proof && $old->{root} eq $now->{root} if $old->{size} == $now->{size};
  return !@$proof if $old->{size} == 0;
  my ($place, $last) = ($old->{size} - 1, $now->{size} - 1);
  ($place, $last) = ($place / 2, $last / 2) while $place % 2;
  my ($first, @rest) = $place == 0 ? ($old->{root}, @$proof) : @$proof;
  return 0 if !defined $first;
  my $made = climb($place, $last, \@rest, $first, $first);
  return $made && $made->[0] eq $now->{root} && $made->[1] eq $old->{root};
}
sub grow {
  my ($stack, $hash, $count) = @_;
  while (@$stack && $stack->[-1][1] == $count) { $hash = node_of((pop @$stack)->[0], $hash); $count *= 2 }
  push @$stack, [$hash, $count];
}
sub root_of {
  my @stack = @{ $_[0] };
  return sha256('') if !@stack;
  my $root = (pop @stack)->[0];
  $root = node_of((pop @stack)->[0], $root) while @stack;
  return $root;
}

sub read_head {
  my ($head) = @_;
  my $plain = sub { my ($value) = @_; return defined $value && !ref $value ? $value : '' };
  refuse('malformed', 1) if $plain->($head->{format}) ne $FORMAT || grep { ref $head->{$_} ne 'ARRAY' } qw(witnesses earlier);
  my @texts = ($head->{log} // '', @{ $head->{witnesses} });
  my ($log, @witnesses) = map { key_of($_) } @texts;
  refuse('malformed', 1) if !$log || $log->{type} != 1 || grep { !$_ || $_->{type} != 4 } @witnesses;
  my %seen = map { $_ => 1 } @texts;
  my ($quorum, $first, $count) = map { count_of($head->{$_}) } qw(quorum first count);
  my ($left, $right) = (hashes_of($head->{left}), hashes_of($head->{right}));
  refuse('malformed', 1) if keys %seen != @texts || grep { !defined } $quorum, $first, $count, $left, $right;
  my $proofs = $plain->($head->{proofs});
  refuse('malformed', 1) if $proofs ne 'range' && $proofs ne 'each';
  my $now = read_checkpoint($head->{checkpoint} // {}, $log, \@witnesses, 1);
  refuse('quorum_missing', 1) if $now->{cosigned} < $quorum;
  for my $one (@{ $head->{earlier} }) {
    my $object = ref $one eq 'HASH' ? $one->{object} // {} : {};
    my $old = read_checkpoint($object->{checkpoint} // {}, $log, \@witnesses, 1);
    my $proof = hashes_of($object->{proof}) // refuse('malformed', 1);
    refuse('inconsistent', 1) if !is_beginning($old, $now, $proof);
  }
  my @stack;
  if ($proofs eq 'range') {
    my $before = $first;
    for my $hash (@$left) {
      refuse('malformed', 1) if $before <= 0;
      my $width = 1;
      $width *= 2 while $width * 2 <= $before;
      grow(\@stack, $hash, $width);
      $before -= $width;
    }
    refuse('malformed', 1) if $before > 0;
  }
  return { log => $log, now => $now, first => $first, count => $count, right => $right, range => $proofs eq 'range',
    stack => \@stack, leaves => 0, events => 0, gone => 0, last => -1 };
}
sub read_leaf {
  my ($state, $leaf, $line) = @_;
  my ($hash, $index) = (from_base64($leaf->{hash}, 32), count_of($leaf->{i}));
  refuse('malformed', $line) if !defined $hash || !defined $index;
  refuse('order', $line) if $state->{range} ? $index != $state->{first} + $state->{leaves} : $index <= $state->{last};
  if (exists $leaf->{event}) {
    my $nonce = from_base64($leaf->{nonce}, 32);
    refuse('malformed', $line) if !defined $nonce || ref $leaf->{event};
    refuse('leaf_changed', $line) if leaf_of($nonce . $leaf->{event}) ne $hash;
    $state->{events}++;
  }
  elsif (defined $leaf->{gone} && !ref $leaf->{gone}) { $state->{gone}++ }
  else { refuse('malformed', $line) }
  if ($state->{range}) { grow($state->{stack}, $hash, 1) }
  else {
    my $proof = hashes_of($leaf->{proof});
    refuse('not_included', $line) if !$proof || !is_included($index, $hash, $state->{now}, $proof);
  }
  @$state{qw(last leaves)} = ($index, $state->{leaves} + 1);
}
sub read_seal {
  my ($state, $seal, $raw, $line, $before) = @_;
  refuse('malformed', $line) if !$state;
  refuse('order', $line) if $state->{leaves} != $state->{count};
  my ($at, $size) = ($state->{first} + $state->{leaves}, $state->{now}{size});
  if ($state->{range}) {
    for my $hash (@{ $state->{right} }) {
      my $width = 1;
      $width *= 2 while $at % ($width * 2) == 0 && $at + $width * 2 <= $size;
      refuse('malformed', $line) if $at + $width > $size;
      grow($state->{stack}, $hash, $width);
      $at += $width;
    }
    refuse('root_differs', $line) if $at != $size || root_of($state->{stack}) ne $state->{now}{root};
  }
  my ($body, @signed) = read_note($seal, [$state->{log}], $line);
  my $wanted = join "\n", $FORMAT, $state->{log}{name}, $line - 1, to_base64(sha256($before)), '';
  refuse('seal_wrong', $line) if @signed != 1 || $body ne $wanted;
  (my $plain = $seal) =~ s/\n/\\n/g;
  refuse('malformed', $line) if $raw ne qq({"seal":"$plain"});
}
sub verify {
  my ($bytes) = @_;
  my ($state, $sealed, $line, $before) = (undef, 0, 0, '');
  while ($bytes =~ /\G([^\n]*)\n/gc) {
    my $raw = $1;
    refuse('malformed', $line + 1) if $sealed;
    my $object = parse_line($raw, ++$line);
    if (exists $object->{seal}) { read_seal($state, $object->{seal}, $raw, $line, $before); $sealed = 1 }
    elsif (!$state) { $state = read_head($object) }
    else { read_leaf($state, $object, $line) }
    $before .= "$raw\n";
  }
  refuse('truncated', 0) if (pos($bytes) // 0) < length $bytes;
  refuse('truncated', $line) if !$sealed;
  return $state;
}
sub main {
  for my $file (@_) {
    open my $handle, '<:raw', $file or die "$file: $!\n";
    my $bytes = do { local $/; <$handle> };
    my $found = eval { verify($bytes) };
    if (ref $@ eq 'Refused') { print "refused $@->{code} $@->{line}\n" }
    elsif ($@) { die $@ }
    else { print "verified $found->{events} $found->{gone} $found->{now}{size}\n" }
  }
  return 0;
}
1;
