# press-tab.zsh FOLDER LINE: in a new zsh with the functions of FOLDER, types LINE and TAB, twice, and prints what the line
# has become each time; then what was on the terminal.
zmodload zsh/zpty
work=$(mktemp -d)
trap 'rm -rf $work' EXIT

until_there() {
  repeat 1200; do
    [[ -s $1 ]] && return
    sleep 0.05
  done
  print -u2 "not there: $1"
  exit 1
}

cat >$work/rc <<END
unset HISTFILE
fpath=(${(q)1} \$fpath)
autoload -Uz compinit
compinit -u -D
zle-line-init() { print ready >$work/ready }
first() { print -r -- "\$BUFFER" >$work/first; BUFFER= }
second() { print -r -- "\$BUFFER" >$work/second }
zle -N zle-line-init
zle -N first
zle -N second
bindkey '^I' complete-word '^A' first '^B' second
END
zpty -b shell "zsh -f -i"
zpty -w shell "source $work/rc"
until_there $work/ready
zpty -w -n shell "$2"$'\t\x01'
until_there $work/first
zpty -w -n shell "$2"$'\t\x02'
until_there $work/second
while zpty -r -t shell chunk; do
  terminal+=$chunk
done
cat $work/first $work/second
print -r -- $terminal
zpty -d shell
